export type { components } from './api-schema.ts';
export type { Fetch, FetchAnswer, FetchInit } from './attempt.ts';
export type { Clock } from './clock.ts';
export {
  type BatchResult,
  HeartbeatCentral,
  type Options,
  type ServiceHeard,
} from './heartbeat-central.ts';
export type { Outcome } from './outcome.ts';
export { HeartbeatProblem, type ProblemKind } from './problem.ts';
export type { RequestOptions } from './request-options.ts';
export type { RunFacts } from './run-facts.ts';
export type { Schema } from './schema.ts';
export type { Job, JobOptions, RunningJob } from './with-job.ts';
