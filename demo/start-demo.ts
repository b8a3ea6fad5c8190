import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AlertReceiver, openAlertReceiver } from './alert-receiver.ts';
import type { Api } from './api.ts';
import { realClock } from './clock.ts';
import { SCENARIO } from './scenario.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { setUp } from './set-up.ts';
import { notYetAsExpected, shownNow } from './shown-as-expected.ts';
import { Stage } from './stage.ts';

export interface DemoOptions {
  /** Stays at the interesting moment of the scenario, in place of repeating it. */
  readonly once: boolean;
  /** The same seed gives the same rhythms. */
  readonly seed: string;
  /** Where the server listens; undefined: on a free port. */
  readonly port?: string | undefined;
  /** A line for each alert that arrives. */
  readonly print: (line: string) => void;
  readonly complain: (sentence: string) => void;
}

export interface Demo {
  readonly url: string;
  readonly adminKey: string;
  readonly monitors: number;
  /** The server's exit code, when it has ended. */
  readonly ended: Promise<number | null>;
  /** With `once`: resolves when every monitor is shown as it should be. Rejects after 120 s, naming those that are not. */
  interesting(): Promise<void>;
  /** Ends the play and the server, and removes what they left. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 1_000;
const MOST_LOOKS = 120;

async function interesting(admin: Api, signal: AbortSignal): Promise<void> {
  let missing: string[] = [];
  for (let look = 0; look < MOST_LOOKS && !signal.aborted; look++) {
    missing = notYetAsExpected(SCENARIO, await shownNow(admin));
    if (missing.length === 0) return;
    await realClock.pause(LOOK_EVERY_MS, signal);
  }
  signal.throwIfAborted();
  throw new Error(`The fleet did not come to its state: ${missing.join(', ')}`);
}

/** Starts a server of its own with an empty data folder, and plays the fleet of the scenario on it. */
export async function startDemo({ once, seed, port, print, complain }: DemoOptions): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'heartbeat-demo-'));
  const play = new AbortController();
  const { signal } = play;
  let server: ServerProcess | undefined;
  let receiver: AlertReceiver | undefined;
  let acting: Promise<unknown> = Promise.resolve();
  const stop = async (): Promise<void> => {
    play.abort();
    await acting;
    await server?.stop();
    await receiver?.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    receiver = await openAlertReceiver(SCENARIO.channels, print);
    server = await startServer(folder, port);
    const { admin, parts } = await setUp(server, SCENARIO, receiver, { seed, signal });
    const stage = new Stage({ scenario: SCENARIO, once, clock: realClock, signal, complain });
    acting = Promise.all(parts.map((part) => part(stage)));
    const { url, adminKey, ended } = server;
    const monitors = SCENARIO.members.length;
    return { url, adminKey, monitors, ended, interesting: () => interesting(admin, signal), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
