import { forbidden } from '../../contracts/http/http-error.ts';
import { type Identity, identityOf, type KeyRing } from '../../core/paths/key-ring.ts';
import { ISSUED_ROLES } from '../../core/paths/manage-keys.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { KeyRow } from '../../core/ports/key-store.ts';
import type { HttpEvent } from './endpoint.ts';
import { refuseOtherOrigins } from './own-origin.ts';
import { headerOf } from './presented-key.ts';
import { SessionCookie } from './session-cookie.ts';
import { claimIn, signedClaim } from './session-token.ts';

/** A working day at a screen. */
export const SESSION_MS = 12 * 3_600_000;

/** However often it is prolonged: a cookie that somebody copied does not outlast it. A screen on a wall logs in monthly. */
const LONGEST_SESSION_MS = 30 * 24 * 3_600_000;

/** No form of another site can set it, and no script of one may. */
const HEADER = 'x-heartbeat-session';

type SessionRole = (typeof ISSUED_ROLES)[number];

/** A browser that presented a key and bears a cookie for it since. */
export interface Session {
  readonly caller: Identity;
  readonly role: SessionRole;
  /** Of the key. */
  readonly name: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

export interface BegunSession extends Session {
  /** What `Set-Cookie` says. */
  readonly cookie: string;
}

/** What a cookie that we signed stands for. */
interface Found {
  /** Undefined where keys of this role only send. */
  readonly session: Session | undefined;
  readonly row: KeyRow;
  readonly begunAt: number;
}

export interface SessionsDeps {
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** What cookies are signed with: with another one, all sessions have ended. */
  readonly secret: () => Promise<string>;
}

/** Sessions of browsers. None is stored: a cookie names a key and is good for as long as the key is, or until it ends. */
export class Sessions {
  readonly #deps: SessionsDeps;
  readonly #cookie: SessionCookie;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
    this.#cookie = new SessionCookie(deps.publicUrl);
  }

  /** Whether the request bears a session's cookie, good or not. */
  isPresented(event: HttpEvent): boolean {
    return this.#cookie.in(event) !== undefined;
  }

  /**
   * The session that a request bears; undefined where it bears none that is good.
   * @throws StoreUnavailable, or whatever the secret could not be read for
   */
  async of(event: HttpEvent): Promise<Session | undefined> {
    return (await this.#found(event))?.session;
  }

  /** As `of`; with less than half of its time left, the session begins anew. */
  async prolonged(event: HttpEvent): Promise<Session | BegunSession | undefined> {
    const found = await this.#found(event);
    if (!found?.session) return undefined;
    const { session, row, begunAt } = found;
    return session.expiresAt - this.#deps.clock.now() < SESSION_MS / 2 ? this.#signed(row, begunAt) : session;
  }

  /** Undefined where keys of this role only send. */
  begin(row: KeyRow): Promise<BegunSession | undefined> {
    return this.#signed(row, this.#deps.clock.now());
  }

  /** What takes the cookie away. */
  get cleared(): string {
    return this.#cookie.cleared;
  }

  /**
   * A cookie comes with whatever a browser sends: a request that changes something must show that one of our pages made
   * it. @throws HttpError 403
   */
  refuseForeign(event: HttpEvent): void {
    const { method } = event.requestContext.http;
    if (method === 'GET' || method === 'HEAD') return;
    refuseOtherOrigins(event, this.#deps.publicUrl);
    if (headerOf(event, HEADER)?.trim() === '1') return;
    throw forbidden(
      'With a session, a request that changes something needs the header X-Heartbeat-Session: 1',
    );
  }

  async #signed(row: KeyRow, begunAt: number): Promise<BegunSession | undefined> {
    const now = this.#deps.clock.now();
    const ends = [now + SESSION_MS, begunAt + LONGEST_SESSION_MS, row.expiresAt ?? Infinity];
    const session = sessionFor(row, Math.min(...ends));
    if (!session) return undefined;
    const { expiresAt } = session;
    const token = signedClaim({ hash: row.hash, begunAt, expiresAt }, await this.#deps.secret());
    return { ...session, cookie: this.#cookie.set(token, Math.ceil((expiresAt - now) / 1_000)) };
  }

  async #found(event: HttpEvent): Promise<Found | undefined> {
    const token = this.#cookie.in(event);
    if (!token) return undefined;
    const { keys, clock, secret } = this.#deps;
    const claim = claimIn(token, await secret());
    if (!claim || claim.expiresAt <= clock.now()) return undefined;
    const row = await keys.good(claim.hash);
    return row && { session: sessionFor(row, claim.expiresAt), row, begunAt: claim.begunAt };
  }
}

function sessionFor(row: KeyRow, expiresAt: number): Session | undefined {
  const role = ISSUED_ROLES.find((issued) => issued === row.role);
  return role && { caller: identityOf(row), role, name: row.name, expiresAt };
}
