import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { openSqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import { hashKey } from '../../adapters/system/keys.ts';
import { routeTable } from '../../contracts/http/route-table.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { KeyRing } from '../../core/paths/key-ring.ts';
import type { Role } from '../../core/ports/key-store.ts';
import type { Store } from '../../core/ports/store.ts';
import type { TicketQueue } from '../../core/ports/ticket-queue.ts';
import { createIngestHandler } from '../../lambdas/ingest/handler.ts';
import { createManageHandler } from '../../lambdas/manage/handler.ts';
import type { HttpAnswer } from '../../lambdas/runtime/endpoint.ts';
import { DEFAULT_LIMITS, type LimitsPerMinute } from '../../lambdas/runtime/limits.ts';
import type { BrowserSettings, Runtime, TestedChannel } from '../../lambdas/runtime/runtime.ts';
import { Sessions } from '../../lambdas/runtime/sessions.ts';
import { SharedFleet } from '../../lambdas/runtime/shared-fleet.ts';
import { createWebHandler } from '../../lambdas/web/handler.ts';
import { A_DASHBOARD } from './a-dashboard.ts';
import { type EventParts, httpEvent } from './http-event.ts';
import { KnownChannels } from './known-channels.ts';
import { ManualClock } from './manual-clock.ts';
import { aService, type MonitorOverrides, T0 } from './monitors.ts';
import { SEALED_BY_BASE64 } from './sealed-by-base64.ts';

/** The time of the seed's examples. */
export const SEED_TIME = Date.parse('2024-01-15T10:30:00.000Z');

export interface WorldSettings extends Partial<Omit<BrowserSettings, 'rateLimit'>> {
  /** True: as they are unless an operator says otherwise. */
  readonly rateLimit?: boolean | LimitsPerMinute;
}

export interface WorldOptions extends WorldSettings {
  readonly at?: number;
}

/** The HTTP side on a real store in a folder of its own, with a clock that the test moves. */
export interface HttpWorld {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly runtime: Runtime;
  /** What the directory knows of channels. */
  readonly channels: KnownChannels;
  /** What a test of a channel comes to, in place of being sent. */
  readonly tests: Map<string, TestedChannel>;
  /** What was logged as an error. */
  readonly errors: string[];
  /** Every line of the log, with its facts. */
  readonly lines: unknown[][];
  /** What was logged as a warning. */
  readonly warnings: [facts: object, sentence: string][];
  /** The request goes to the function that its route names, as the gateway sends it. */
  send(method: string, target: string, parts?: EventParts): Promise<HttpAnswer>;
  /** A service in the state that the test needs; `key` is the key it asks for. */
  has(service: MonitorOverrides & { readonly id: string; readonly key?: string }): Promise<void>;
  hasKey(key: string, role: Role): Promise<void>;
}

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

export async function openHttpWorld(options: WorldOptions = {}): Promise<HttpWorld> {
  const { at = T0, ...settings } = options;
  const clock = new ManualClock(at);
  const directory = mkdtempSync(join(tmpdir(), 'heartbeat-http-'));
  const store = await openSqliteStore({ directory, clock });
  closings.push(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });
  return worldOn(store, clock, settings);
}

/** The HTTP side on any store: a test may hand one in that fails. */
export function worldOn(
  store: Store,
  clock: ManualClock,
  settings: WorldSettings = {},
  queue: TicketQueue = { send: async () => 0 },
): HttpWorld {
  const { rateLimit = true, ...others } = settings;
  const { publicUrl = 'https://heartbeat.example' } = others;
  const keys = new KeyRing({ store, clock, hash: hashKey });
  const errors: string[] = [];
  const warnings: HttpWorld['warnings'] = [];
  const lines: unknown[][] = [];
  const channels = new KnownChannels(store);
  const tests: HttpWorld['tests'] = new Map();
  const runtime: Runtime = {
    store,
    clock,
    queue,
    keys,
    sessions: new Sessions({ keys, clock, publicUrl, secret: async () => 'the-session-secret' }),
    fleet: new SharedFleet(store, clock),
    log: {
      debug: (...line) => lines.push(line),
      info: (...line) => lines.push(line),
      warn: (...line) => {
        lines.push(line);
        warnings.push(line);
      },
      error: (...line) => {
        lines.push(line);
        errors.push(line[1]);
      },
    },
    channels,
    secrets: SEALED_BY_BASE64,
    async testChannel(id) {
      const isKnown = (await channels.known()).some((known) => known.id === id);
      return isKnown ? (tests.get(id) ?? { ok: true, answer: '200 ok', tookMs: 12 }) : undefined;
    },
    settleMs: 0,
    hash: hashKey,
    newKey: numberedKeys(),
    settings: {
      dashboardAccess: 'public',
      allowPrivateTargets: false,
      publicUrl,
      rateLimit: rateLimit === true ? DEFAULT_LIMITS : rateLimit,
      watchedSince: clock.now(),
      sweepOverdueMs: 180_000,
      ...others,
    },
  };
  const functions = {
    ingest: createIngestHandler(runtime),
    manage: createManageHandler(runtime),
    web: createWebHandler(runtime, async () => A_DASHBOARD),
  };
  const table = routeTable(ROUTES);
  return {
    store,
    clock,
    runtime,
    channels,
    tests,
    lines,
    errors,
    warnings,
    send(method, target, parts) {
      const event = httpEvent(method, target, parts);
      return functions[table.find(method, event.rawPath)?.function ?? 'manage'](event);
    },
    async has({ key, ...service }) {
      const keyId = key && `id of ${key}`;
      if (key) await putKey(store, key, 'beat', clock.now());
      await store.create(aService({ at: clock.now(), ...(keyId && { keyId }), ...service }));
    },
    hasKey: (key, role) => putKey(store, key, role, clock.now()),
  };
}

const putKey = (store: Store, key: string, role: Role, createdAt: number) =>
  store.putKey({ hash: hashKey(key), id: `id of ${key}`, role, name: key, createdAt });

function numberedKeys(): () => string {
  let made = 0;
  return () => `new-key-${++made}`;
}
