/** One line of the answer: a value under its labels, as `labelsOf` writes them. */
export interface Sample {
  readonly labels: string;
  readonly value: number;
  /** Of a summary, which has no line under its own name. */
  readonly suffix?: '_sum' | '_count';
}

/** One metric: what it is called, what it means, and its samples in what was read. */
export interface Metric<Source> {
  /** In the unit that it ends with: seconds, or a ratio from 0 to 1. */
  readonly name: string;
  readonly type: 'gauge' | 'summary';
  readonly help: string;
  readonly samples: (source: Source) => readonly Sample[];
}

/** Without a value there is no sample: Prometheus knows no null. */
export const sampleIf = (labels: string, value: number | undefined): readonly Sample[] =>
  value === undefined ? [] : [{ labels, value }];

/** A moment, or a duration, as Prometheus counts them. */
export const secondsOf = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : ms / 1_000;
