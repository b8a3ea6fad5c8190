const UUID = '6f9619ff-8b86-4d01-b42d-00c04fc964ff';

/** An application as a manager sees it, for the API reference. */
export const APPLICATION = {
  id: UUID,
  uuid: UUID,
  name: 'Nightly import',
  description: 'Imports orders from the shop',
  expected_interval: 300,
  grace_period: 60,
  schedule: null,
  timezone: null,
  tags: ['shop'],
  channels: ['on-call'],
  heartbeat_url: `https://heartbeat.example.com/heartbeat/${UUID}`,
  monitor_id: '8f2b6c1d4e5a79038f2b6c1d4e5a7903',
  status: 'up',
  reason: 'heartbeat',
  since: '2026-03-02T12:00:00.000Z',
  last_heartbeat: '2026-03-02T12:05:00.000Z',
  last_message: null,
  expected_at: '2026-03-02T12:10:00.000Z',
  created_at: '2026-03-02T11:58:00.000Z',
};

export const NEW_APPLICATION = {
  ...APPLICATION,
  status: 'unknown',
  reason: 'created',
  since: APPLICATION.created_at,
  last_heartbeat: null,
  expected_at: null,
};

export const PAUSED_APPLICATION = {
  ...APPLICATION,
  status: 'paused',
  reason: 'paused',
  since: '2026-03-02T12:06:00.000Z',
  expected_at: null,
};

export const HEARTBEATS = {
  id: UUID,
  heartbeats: [
    { timestamp: '2026-03-02T12:05:00.000Z', message: '1,204 orders imported' },
    { timestamp: '2026-03-02T12:00:00.000Z', message: null },
  ],
  next: null,
};

export const HEARTBEAT_RECEIVED = {
  success: true,
  message: 'Heartbeat received',
  timestamp: '2026-03-02T12:05:00.000Z',
};
