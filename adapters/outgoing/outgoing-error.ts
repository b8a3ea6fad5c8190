export type OutgoingProblem = 'forbidden' | 'timeout' | 'unreachable';

/**
 * Nothing was delivered. The message is a sentence that names the host at most: never a path, a query, a
 * credential or an address that a name led to, for it is shown to people and kept in logs.
 */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  /** `forbidden`: refused by us, and trying again is no use. */
  readonly problem: OutgoingProblem;
  constructor(problem: OutgoingProblem, sentence: string) {
    super(sentence);
    this.problem = problem;
  }
}
