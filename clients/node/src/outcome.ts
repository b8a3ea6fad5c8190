import type { HeartbeatProblem } from './problem.ts';

/** What became of a request. Nothing is thrown unless the client is `strict`. */
export type Outcome<Body> =
  | { readonly ok: true; readonly status: number; readonly body: Body }
  | { readonly ok: false; readonly problem: HeartbeatProblem };
