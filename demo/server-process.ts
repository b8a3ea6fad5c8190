import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../embedded/main.ts', import.meta.url));
const START_TIMEOUT_MS = 60_000;
/** The server itself ends within 10 s. */
const STOP_TIMEOUT_MS = 15_000;

/** The process of `npm start`. */
export interface ServerProcess {
  readonly url: string;
  readonly adminKey: string;
  /** Its exit code, when it has ended; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** No setting of whoever starts the demo is taken over: their channels would hear of a fleet that is not theirs. */
const environment = (port: string): Record<string, string | undefined> => ({
  PATH: process.env.PATH,
  SystemRoot: process.env.SystemRoot,
  PORT: port,
  HOST: '127.0.0.1',
  DATA_DIR: './data',
  DASHBOARD_ACCESS: 'public',
  ALLOW_PRIVATE_TARGETS: 'true',
  STATUS_PAGE_TAGS: 'shop,payments,partners',
  STATUS_PAGE_TITLE: 'The shop of the demo',
  LOG_LEVEL: 'error',
  // A fleet is set up at once, and its rhythm is not that of a real one.
  RATE_LIMIT_MANAGEMENT_PER_MINUTE: '1000',
  RATE_LIMIT_MONITOR_PER_MINUTE: '600',
});

function addressOf(child: ChildProcess, ended: Promise<unknown>): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    const timeout = setTimeout(
      () => reject(new Error(`The server was not ready in time:\n${out}`)),
      START_TIMEOUT_MS,
    );
    const settle = (end: () => void) => {
      clearTimeout(timeout);
      end();
    };
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
      const found = /listens on (http:\S+)\s/.exec(out);
      if (found) settle(() => resolve(found[1]!));
    });
    void ended.then(() => settle(() => reject(new Error('The server ended before it was ready'))));
  });
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const tooLong = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(tooLong);
}

/** Starts the server with its data in `folder`, which must exist. Rejects where it does not come up. */
export async function startServer(folder: string, port = '0'): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    cwd: folder,
    env: environment(port),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  try {
    const url = await addressOf(child, ended);
    const adminKey = readFileSync(join(folder, 'data', 'admin-key'), 'utf8').trim();
    return { url, adminKey, ended, stop: () => stop(child, ended) };
  } catch (error) {
    await stop(child, ended);
    throw error;
  }
}
