/** `closed` ends a life: deleted or forgotten, waiting only for its last transition to be told. */
export const STATUSES = ['unknown', 'up', 'degraded', 'down', 'paused', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

/** `late` and `running` are computed when shown and never stored. */
export type ShownStatus = Status | 'late' | 'running';

export const REASONS = [
  'created',
  'heartbeat',
  'recovered',
  'reported-degraded',
  'reported-failure',
  'missed',
  'never-heard',
  'overrun',
  'silent-run',
  'paused',
  'left-file',
  'resumed',
  'deleted',
  'forgotten',
] as const;
export type Reason = (typeof REASONS)[number];
