/** What one function asks of the one that speaks to receivers: it answers a TestedChannel, or null for no such channel. */
export interface TestRequest {
  /** The id of the channel to try. */
  readonly testChannel: string;
}
