/** Ingest gives a command to the table so long, then answers 503, ms. */
export const INGEST_TIMEOUT_MS = 1_000;
/** Time that a beat received before a deadline may take to the table, ms: far more than a write that is well takes. */
export const SETTLE_MS = 500;

/** A canary comes with each sweep, once a minute. Where three are missing, nobody knows whether we could hear. */
export const LONGEST_CANARY_PAUSE_MS = 185_000;

/** /health lets two sweeps go missing before it says so. */
export const SWEEP_OVERDUE_MS = 180_000;
