/** The scheduler of the examples: it ends each working day. */
export const SCHEDULER = {
  scheduler_id: 'my-service-eod-process',
  name: 'My Service / EOD Processing',
  service_name: 'My Service',
  job_name: 'EOD Processing',
  schedule: '0 18 * * 1-5',
  timezone: 'Europe/Paris',
  expected_interval_seconds: null,
  grace_seconds: 300,
  max_runtime_seconds: 7_200,
  heartbeat_timeout_seconds: null,
  failure_threshold: 1,
  recovery_threshold: 1,
  tags: ['eod'],
  channels: [],
  owner_email: 'team@example.com',
  alert_user_id: 'U1234567890',
  status: 'running',
  reason: 'recovered',
  message: null,
  since: '2024-01-12T17:04:10.000Z',
  last_heard_at: '2024-01-15T17:05:02.000Z',
  next_expected_at: '2024-01-16T17:00:00.000Z',
  down_after: '2024-01-16T17:05:00.000Z',
  current_runs: [
    {
      run_id: null,
      state: 'running',
      announced_at: '2024-01-15T17:00:01.000Z',
      started_at: '2024-01-15T17:00:01.000Z',
      last_heartbeat_at: '2024-01-15T17:05:02.000Z',
      must_end_by: '2024-01-15T19:00:01.000Z',
      must_be_heard_by: '2024-01-15T17:20:02.000Z',
    },
  ],
};

export const REGISTERED = {
  success: true,
  ...SCHEDULER,
  status: 'unknown',
  reason: 'created',
  since: '2024-01-15T10:30:00.000Z',
  last_heard_at: null,
  next_expected_at: '2024-01-15T17:00:00.000Z',
  down_after: '2024-01-15T17:05:00.000Z',
  current_runs: [],
};

/** What a name and an owner alone become: no schedule, so only a failure and a stuck run can alarm. */
export const REGISTERED_PLAINLY = {
  ...REGISTERED,
  schedule: null,
  timezone: null,
  grace_seconds: null,
  max_runtime_seconds: 86_400,
  tags: [],
  next_expected_at: null,
  down_after: null,
};

/** Paused while a run is open: it goes over no limit. */
export const PAUSED = {
  ...SCHEDULER,
  status: 'paused',
  reason: 'paused',
  since: '2024-01-15T17:10:00.000Z',
  next_expected_at: null,
  down_after: null,
  current_runs: SCHEDULER.current_runs.map((run) => ({ ...run, must_end_by: null, must_be_heard_by: null })),
};

/** That run has all of its time again. */
export const RESUMED = {
  ...SCHEDULER,
  reason: 'resumed',
  since: '2024-01-15T17:30:00.000Z',
  current_runs: SCHEDULER.current_runs.map((run) => ({
    ...run,
    must_end_by: '2024-01-15T19:30:00.000Z',
    must_be_heard_by: '2024-01-15T17:45:00.000Z',
  })),
};

export const RUNS = {
  scheduler_id: 'my-service-eod-process',
  current_runs: [],
  runs: [
    {
      run_id: null,
      outcome: 'failed',
      started_at: '2024-01-15T17:00:01.000Z',
      ended_at: '2024-01-15T17:00:16.000Z',
      duration_ms: 15_000,
      execution_time_ms: 14_876,
      client_timestamp: '2024-01-15T17:00:15.934Z',
      error_message: 'No such file: /data/eod.csv',
      metadata: { error_type: 'FileNotFoundError' },
    },
  ],
  next: null,
};
