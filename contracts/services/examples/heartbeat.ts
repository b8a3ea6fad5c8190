const timestamp = '2024-01-15T10:30:00.000Z';
const heard = (serviceId: string) => ({ serviceId, success: true, timestamp });
const unknown = (serviceId: string) => ({ serviceId, success: false, error: 'Unknown serviceId' });

export const HEARTBEATS = {
  'One service': { serviceId: 'service-1' },
  'One service that reports more': {
    serviceId: 'service-1',
    status: 'degraded',
    message: 'Heartbeat from server-1',
    metadata: { hostname: 'server-1' },
  },
  'Many services with one key': { services: ['service-1', 'service-2', 'service-3'] },
  'Each service with its own key': {
    services: [
      { serviceId: 'service-1', token: 'key-for-service-1' },
      { serviceId: 'service-2', token: 'key-for-service-2' },
      { serviceId: 'service-3', token: 'key-for-service-3' },
    ],
  },
  'One key for most of them': {
    services: ['service-1', 'service-2', { serviceId: 'service-3', token: 'special-key-for-3' }],
  },
};

export const ALL_HEARD = {
  'One service': { success: true, message: 'Heartbeat received', timestamp },
  'Many services': {
    success: true,
    message: 'Batch heartbeat received for 3 service(s)',
    timestamp,
    results: [heard('service-1'), heard('service-2'), heard('service-3')],
  },
};

export const SOME_HEARD = {
  success: true,
  message: 'Partial success: 2 succeeded, 1 failed',
  results: [heard('service-1'), unknown('service-2'), heard('service-3')],
};

export const NONE_HEARD = {
  'None of a batch was heard': {
    success: false,
    message: 'All heartbeats failed',
    results: [unknown('unknown-service')],
  },
  'Neither one service nor many': {
    error: 'Either serviceId or services array is required',
    usage: {
      single: '{ "serviceId": "service-1" }',
      batch: '{ "services": ["service-1", "service-2"] }',
    },
  },
  'An empty batch': { error: 'services array cannot be empty' },
  'A field that does not fit': {
    error: 'status must be up, degraded or down',
    issues: [{ path: 'status', message: 'must be up, degraded or down' }],
  },
};
