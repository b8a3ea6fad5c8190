import type { Socket } from 'node:net';
import { connectSocket } from './connect-socket.ts';
import { guardedLookup, type Resolve, resolveBySystem } from './guarded-lookup.ts';
import { assertPermittedHost, plainHost } from './host-guard.ts';
import { type Answer, type Content, post } from './post.ts';
import { targetOf } from './target.ts';

export interface OutgoingOptions {
  /**
   * True where receivers stand in the operator's own network: private addresses, this machine and plain http
   * are allowed too. Link-local and the clouds' metadata services never are.
   */
  readonly allowPrivateTargets: boolean;
  /** For one whole exchange, in ms; 10,000 by default. */
  readonly timeoutMs?: number;
  /** The system's resolver by default. */
  readonly resolve?: Resolve;
}

/** The only way out of this system: every address is judged at the moment of connecting. */
export interface Outgoing {
  readonly allowPrivateTargets: boolean;
  /** Throws OutgoingError where this URL can never be posted to, so that a wrong setting shows at once. */
  assertTarget(url: string): void;
  /** Throws OutgoingError where this host can never be connected to. */
  assertHost(host: string): void;
  /** POSTs once, following no redirect. Rejects with OutgoingError; any answer resolves, whatever its status. */
  post(url: string, content: Content): Promise<Answer>;
  /** A connected TCP socket for protocols other than HTTP. Rejects with OutgoingError. */
  connectSocket(host: string, port: number): Promise<Socket>;
}

const DEFAULT_TIMEOUT_MS = 10_000;

export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { allowPrivateTargets, timeoutMs = DEFAULT_TIMEOUT_MS, resolve = resolveBySystem } = options;
  const guarded = { lookup: guardedLookup(resolve, allowPrivateTargets), timeoutMs };
  return {
    allowPrivateTargets,
    assertTarget(url) {
      targetOf(url, allowPrivateTargets);
    },
    assertHost(host) {
      assertPermittedHost(plainHost(host), allowPrivateTargets);
    },
    async post(url, content) {
      return post(targetOf(url, allowPrivateTargets), content, guarded);
    },
    async connectSocket(host, port) {
      const plain = plainHost(host);
      assertPermittedHost(plain, allowPrivateTargets);
      return connectSocket(plain, port, guarded);
    },
  };
}
