/** The only source of time; everything in core gets `at` or `now` from it as an argument. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}
