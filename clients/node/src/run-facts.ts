/** What is told of a run. */
export interface RunFacts {
  /** Tells runs that overlap apart. */
  readonly runId?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** As the job measured it. */
  readonly executionTimeMs?: number | undefined;
}
