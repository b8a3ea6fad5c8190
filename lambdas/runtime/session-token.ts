import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a session's cookie says: which key it stands for, by its hash, since when, and until when. */
export interface SessionClaim {
  /** SHA-256 of the key, lower-case hex. */
  readonly hash: string;
  /** When the key was presented, epoch ms. */
  readonly begunAt: number;
  /** Epoch ms. */
  readonly expiresAt: number;
}

const FORM = /^(v1\.([0-9a-f]{64})\.([0-9]{1,16})\.([0-9]{1,16}))\.([\w-]{43})$/;

const signatureOf = (claim: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`session ${claim}`).digest();

/** The claim and our signature under it. */
export function signedClaim({ hash, begunAt, expiresAt }: SessionClaim, secret: string): string {
  const claim = `v1.${hash}.${begunAt}.${expiresAt}`;
  return `${claim}.${signatureOf(claim, secret).toString('base64url')}`;
}

/** What we signed; undefined for anything else. How long it takes says nothing of the right signature. */
export function claimIn(token: string, secret: string): SessionClaim | undefined {
  const [, claim, hash, begunAt, expiresAt, signature] = FORM.exec(token) ?? [];
  if (claim === undefined || hash === undefined || signature === undefined) return undefined;
  const presented = Buffer.from(signature, 'base64url');
  const expected = signatureOf(claim, secret);
  if (presented.length !== expected.length || !timingSafeEqual(presented, expected)) return undefined;
  return { hash, begunAt: Number(begunAt), expiresAt: Number(expiresAt) };
}
