const at = '2024-01-15T10:30:00.000Z';

const service = {
  secondsSinceLastHeartbeat: 42,
  stalenessThreshold: 300,
  lastHeartbeat: '2024-01-15T10:29:18.000Z',
  expectedAt: '2024-01-15T10:34:18.000Z',
  message: null,
};

export const STATUS = {
  timestamp: at,
  summary: { total: 2, up: 1, degraded: 0, late: 0, down: 1, unknown: 0, paused: 0 },
  services: [
    {
      ...service,
      serviceId: 'shop-db',
      name: 'Shop database',
      status: 'down',
      reason: 'missed',
      since: '2024-01-15T10:25:00.000Z',
      lastHeartbeat: '2024-01-15T10:20:00.000Z',
      secondsSinceLastHeartbeat: 600,
      expectedAt: '2024-01-15T10:25:00.000Z',
      uptime: { day: 99.65, week: 99.95, month: 99.98 },
    },
    {
      ...service,
      serviceId: 'shop-web',
      name: 'Shop',
      status: 'up',
      reason: 'heartbeat',
      since: '2024-01-02T08:00:00.000Z',
      uptime: { day: 100, week: 100, month: 99.99 },
    },
  ],
  cursor: null,
};

export const STATUS_HISTORY = {
  history: [
    {
      timestamp: at,
      summary: { total: 2, up: 1, degraded: 0, late: 0, down: 1, unknown: 0, paused: 0, running: 0 },
    },
  ],
  next: null,
};

export const LOGS = {
  serviceId: 'shop-web',
  logs: [
    {
      type: 'transition',
      timestamp: at,
      from: 'up',
      to: 'degraded',
      reason: 'reported-degraded',
      message: 'Queue is long',
    },
    {
      type: 'heartbeat',
      timestamp: at,
      status: 'degraded',
      message: 'Queue is long',
      metadata: { hostname: 'server-1' },
    },
  ],
  next: null,
};
