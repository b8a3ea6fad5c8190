/** The daemon of the specification, as the examples of all routes show it. */
const registration = {
  daemonId: 'daemon_macmini_1',
  version: '2.2',
  capabilities: ['queue', 'cron'],
  pollInterval: 5_000,
  registeredAt: '2026-01-25T12:00:00Z',
};

export const registrations = {
  onStartup: registration,
  withItsOwnLimits: {
    ...registration,
    name: 'Mac mini, office',
    tags: ['office'],
    stalenessThreshold: 90,
    retention_seconds: 86_400,
  },
};

export const heartbeats = {
  healthy: {
    daemonId: 'daemon_macmini_1',
    status: 'healthy',
    tasksProcessed: 42,
    currentTask: 'evt_123...',
    lastHeartbeat: '2026-01-25T12:05:00Z',
  },
  unhealthyWithFigures: {
    daemonId: 'daemon_macmini_1',
    status: 'unhealthy',
    tasksProcessed: 42,
    lastHeartbeat: '2026-01-25T12:05:30Z',
    message: 'The queue refuses our connection',
    metadata: { avgResponseTimeMs: 120.5, errorRate: 0.25, queue: 'jobs-eu' },
  },
};

const daemon = {
  ...registration,
  lastHeartbeat: '2026-01-25T12:05:30.000Z',
  status: 'healthy',
  tasksProcessed: 42,
  currentTask: 'evt_123...',
};

export const health = { activeDaemons: [daemon], stale: [], totalActive: 1 };

/** How a daemon is watched for which nobody said anything. */
const usually = {
  name: 'daemon_macmini_1',
  description: null,
  ownerEmail: null,
  tags: [],
  channels: [],
  expectedInterval: null,
  stalenessThreshold: 60,
  retention_seconds: 604_800,
  failureThreshold: 1,
  recoveryThreshold: 1,
};

export const watched = {
  ...daemon,
  ...usually,
  state: 'up',
  reason: 'heartbeat',
  since: '2026-01-25T12:00:00.000Z',
  stale: false,
  message: null,
};

export const announcements = {
  'Before it first starts': {
    daemonId: 'daemon_macmini_2',
    name: 'Mac mini, office',
    tags: ['office'],
    ownerEmail: 'office@example.com',
    expectedInterval: 60,
    stalenessThreshold: 120,
  },
};

export const announced = {
  ...usually,
  ...announcements['Before it first starts'],
  state: 'unknown',
  reason: 'created',
  since: '2026-01-25T12:00:00.000Z',
  stale: false,
  message: null,
};

export const changes = {
  'Another silence': { expectedInterval: 120, stalenessThreshold: 300 },
  'Who is told': { ownerEmail: 'office@example.com', channels: ['on-call'] },
};

export const changed = { ...watched, ...changes['Another silence'] };

export const paused = { ...watched, state: 'paused', reason: 'paused' };

export const resumed = { ...watched, state: 'unknown', reason: 'resumed' };

export const withFigures = {
  ...watched,
  figures: {
    since: '2026-01-25T12:00:00.000Z',
    heartbeats: 12,
    tasksPerMinute: 8.4,
    avgResponseTimeMs: 120.5,
    errorRate: null,
  },
};

export const history = {
  daemonId: 'daemon_macmini_1',
  heartbeats: [
    {
      timestamp: '2026-01-25T12:05:30.000Z',
      status: 'healthy',
      tasksProcessed: 42,
      tasksPerMinute: 8.4,
      currentTask: 'evt_123...',
      avgResponseTimeMs: 120.5,
      errorRate: null,
      message: null,
      metadata: { avgResponseTimeMs: 120.5 },
      sentAt: '2026-01-25T12:05:00Z',
    },
  ],
  next: null,
};
