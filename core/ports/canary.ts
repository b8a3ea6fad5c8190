/** A beat of our own through the public address: proof that we can hear. */
export interface Canary {
  /** Resolves when the beat was answered as durable; rejects when it was not. */
  sing(): Promise<void>;
}
