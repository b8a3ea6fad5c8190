import type { Attempt } from './attempt.ts';
import { messageOf } from './message-of.ts';
import { HeartbeatProblem } from './problem.ts';
import { VERSION } from './version.ts';

/** A request in the words of the API. */
export interface Asked {
  readonly method: string;
  /** A path, or an absolute address. */
  readonly address: string;
  /** A text is sent as it is, all else as JSON. */
  readonly body?: unknown;
  /** Its address alone is enough: it needs no key. */
  readonly isOpen?: boolean;
}

interface Central {
  readonly url: string | undefined;
  readonly key: string | undefined;
}

const USER_AGENT = `heartbeat-central-client/${VERSION}`;

/**
 * What goes over the wire. The key goes with a path alone, and so to the one server that it is for.
 * @throws HeartbeatProblem where there is no address, the key is none, or the body is no JSON
 */
export function attemptOf({ method, address, body, isOpen = false }: Asked, central: Central): Attempt {
  const isPath = typeof address === 'string' && address.startsWith('/');
  const url = isPath ? baseOf(central.url) + address : absolute(address);
  const headers: Record<string, string> = { 'user-agent': USER_AGENT };
  const key = central.key?.trim();
  if (key && isPath && !isOpen) headers.authorization = `Bearer ${checked(key)}`;
  if (body === undefined) return { url, method, headers };
  headers['content-type'] = typeof body === 'string' ? 'text/plain' : 'application/json';
  return { url, method, headers, body: typeof body === 'string' ? body : jsonOf(body) };
}

function baseOf(url: string | undefined): string {
  if (!url) throw new HeartbeatProblem('settings', 'HEARTBEAT_URL is not set, and no url is given');
  if (!isHttp(url)) {
    throw new HeartbeatProblem(
      'settings',
      'HEARTBEAT_URL is no address such as https://heartbeat.example.com',
    );
  }
  return url.replace(/\/+$/, '');
}

function absolute(address: unknown): string {
  if (typeof address === 'string' && isHttp(address)) return address;
  throw new HeartbeatProblem(
    'settings',
    'An address begins with / or is whole: https://heartbeat.example.com/...',
  );
}

function isHttp(text: string): boolean {
  try {
    return /^https?:\/\/[^/]/i.test(text) && Boolean(new URL(text));
  } catch {
    return false;
  }
}

/** What no header can bear would be said in full by whoever refuses it. */
function checked(key: string): string {
  if (/^[!-~]+$/.test(key)) return key;
  throw new HeartbeatProblem('settings', 'HEARTBEAT_KEY is no key: it has characters that none has');
}

function jsonOf(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw new HeartbeatProblem('settings', `What is sent cannot be written as JSON: ${messageOf(cause)}`, {
      cause,
    });
  }
}
