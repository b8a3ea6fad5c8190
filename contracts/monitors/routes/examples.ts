/** Bodies as a caller would see them; a test compares each with its schema. */
const ROW = {
  kind: 'service',
  id: 'shop-web',
  name: 'Shop',
  tags: ['shop'],
  status: 'down',
  reason: 'missed',
  why: 'It is down: no heartbeat since 2026-03-02T11:40:00.000Z (expected by 2026-03-02T11:45:00.000Z). Check that it runs and reaches Heartbeat Central.',
  since: '2026-03-02T11:45:00.000Z',
  lastHeartbeat: '2026-03-02T11:40:00.000Z',
  secondsSinceLastHeartbeat: 1_200,
  expectedAt: '2026-03-02T11:45:00.000Z',
  uptime: { day: 98.958, week: 99.851, month: 99.965 },
  message: 'ready',
};

export const LIST_EXAMPLE = {
  timestamp: '2026-03-02T12:00:00.000Z',
  monitors: [ROW],
  cursor: 'WyJtb25pdG9ycyIsInNlcnZpY2UiLCJzaG9wLXdlYiJd',
};

export const MONITOR_EXAMPLE = {
  ...ROW,
  createdAt: '2026-01-15T10:30:00.000Z',
  downAfter: null,
  description: null,
  owner: { email: 'shop@example.com', alertUserId: null },
  source: 'api',
  requiresKey: true,
  schedule: { type: 'interval', intervalSeconds: 300, graceSeconds: 0 },
  expectFromStart: false,
  failureThreshold: 1,
  recoveryThreshold: 1,
  maxRuntimeSeconds: null,
  runSilenceSeconds: null,
  retentionSeconds: null,
  channels: [],
  vitals: null,
  details: null,
  streak: null,
  openRuns: [],
};

const JOB = { kind: 'scheduler', id: 'nightly-backup' };

export const BEATS_EXAMPLE = {
  ...JOB,
  beats: [
    {
      timestamp: '2026-03-02T02:41:10.000Z',
      type: 'succeeded',
      message: null,
      metadata: { files: 1_204 },
      vitals: null,
      runId: null,
      runStartedAt: '2026-03-02T02:30:02.000Z',
      durationSeconds: 668,
      clientTime: '2026-03-02T02:41:09.871Z',
      clientDurationSeconds: 667.5,
    },
  ],
  next: '2026-03-02T02:41:10.000Z',
};

export const TRANSITIONS_EXAMPLE = {
  kind: 'service',
  id: 'shop-web',
  transitions: [
    {
      sequence: 2,
      timestamp: '2026-03-02T11:45:00.000Z',
      from: 'up',
      to: 'down',
      reason: 'missed',
      secondsBefore: 3_978_900,
      message: 'Expected to be heard by 2026-03-02T11:45:00.000Z, last heard 2026-03-02T11:40:00.000Z.',
      gap: null,
    },
  ],
  next: null,
};

export const RUNS_EXAMPLE = {
  ...JOB,
  runs: [
    {
      runId: null,
      outcome: 'succeeded',
      startedAt: '2026-03-02T02:30:02.000Z',
      endedAt: '2026-03-02T02:41:10.000Z',
      durationSeconds: 668,
      message: null,
      metadata: { files: 1_204 },
    },
  ],
  next: null,
};

const figures = (from: string, upSeconds: number, downSeconds: number, neitherSeconds: number) => ({
  from,
  to: '2026-03-02T12:00:00.000Z',
  upSeconds,
  downSeconds,
  neitherSeconds,
  percent: Math.floor((upSeconds * 100_000) / (upSeconds + downSeconds)) / 1_000,
  outages: 1,
});

export const UPTIME_EXAMPLE = {
  kind: 'service',
  id: 'shop-web',
  timestamp: '2026-03-02T12:00:00.000Z',
  since: '2026-01-15T10:30:00.000Z',
  windows: {
    day: figures('2026-03-01T12:00:00.000Z', 85_500, 900, 0),
    week: figures('2026-02-23T12:00:00.000Z', 603_888.4, 900, 11.6),
    month: figures('2026-01-31T12:00:00.000Z', 2_591_088.4, 900, 11.6),
    quarter: figures('2025-12-02T12:00:00.000Z', 3_978_888.4, 900, 3_796_211.6),
  },
  months: [{ month: '2026-03', ...figures('2026-03-01T00:00:00.000Z', 128_700, 900, 0) }],
};

export const OCCURRENCES_EXAMPLE = {
  schedule: '30 2 * * *',
  timezone: 'Europe/Paris',
  occurrences: [
    '2026-03-28T01:30:00.000Z',
    '2026-03-29T01:00:00.000Z',
    '2026-03-30T00:30:00.000Z',
    '2026-03-31T00:30:00.000Z',
    '2026-04-01T00:30:00.000Z',
  ],
};
