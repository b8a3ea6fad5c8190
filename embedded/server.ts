import { mkdirSync } from 'node:fs';
import { createCanary } from '../adapters/canary/canary.ts';
import { SteadyClock } from '../adapters/system/steady-clock.ts';
import { admitGap } from '../core/paths/listen.ts';
import type { Log } from '../core/ports/log.ts';
import { createAlerting } from './alerting.ts';
import { buildInBackground } from './build-in-background.ts';
import { channelSecrets } from './channel-secrets.ts';
import { checkChannelSecrets } from './check-channel-secrets.ts';
import { composeRuntime } from './compose-runtime.ts';
import { logFlushErrors } from './flush-errors.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { type HttpHandler, startHttpServer } from './http-server.ts';
import { keepTime } from './keep-time.ts';
import type { KeptSecret } from './kept-secret.ts';
import { openDirectory } from './open-directory.ts';
import { openStore } from './open-store.ts';
import { keepOwnKeys } from './own-keys.ts';
import type { Repeating } from './repeat.ts';
import { startRoutines } from './routines.ts';
import { loadServicesFile, releaseOrphans, type ServicesLoaded } from './services-file.ts';
import type { Settings } from './settings.ts';
import { warnOfShortAdminKey } from './short-admin-key.ts';

export interface RunningServer {
  readonly url: string;
  readonly publicUrl: string;
  readonly adminKey: KeptSecret;
  readonly services: ServicesLoaded;
  readonly channels: readonly string[];
  /** What alerting has cost so far, for measurements. */
  readonly ticketsHandled: () => number;
  /** Finishes what is under way and closes the store; what waits, the next start finds. */
  stop(): Promise<void>;
}

/** Requests that arrive while the server composes itself wait for its handlers. */
function gate() {
  let handlers: Handlers | undefined;
  let open: (ready: Handlers) => void = () => {};
  const opened = new Promise<Handlers>((resolve) => {
    open = resolve;
  });
  return {
    open(ready: Handlers) {
      handlers = ready;
      open(ready);
    },
    handlerFor: (method: string, path: string): HttpHandler =>
      handlers ? handlers(method, path) : async (event) => (await opened)(method, path)(event),
  };
}

/**
 * Starts Heartbeat Central on this machine: store, HTTP, silence and alerts in one process.
 * @throws SettingsError, or an error whose message an operator can act on (port taken, data folder in use).
 */
export async function startServer(settings: Settings, log: Log): Promise<RunningServer> {
  const clock = new SteadyClock();
  // What was begun last is ended first, and all of it, whatever fails meanwhile.
  const begun = new AsyncDisposableStack();
  try {
    mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
    const store = await openStore(settings, { clock, onFlushError: logFlushErrors(log, clock) });
    begun.defer(() => store.close());
    await keepTime(store, clock);
    // Whatever the last process was when it ended: between then and now nobody could be heard.
    await admitGap(store, clock.now());
    warnOfShortAdminKey(settings, log);
    const { adminKey, canaryKey, sessionSecret } = await keepOwnKeys(store, settings, clock.now());
    const { open, handlerFor } = gate();
    const { host, port, trustedProxies } = settings;
    const http = await startHttpServer({ host, port, trustedProxies, handlerFor, clock, log });
    begun.defer(() => http.close());
    const publicUrl = settings.publicUrl ?? http.url;

    const canary = createCanary({ url: http.url, key: () => canaryKey });
    const secrets = channelSecrets(settings);
    await checkChannelSecrets(store, secrets, log);
    const home = { store, settings, secrets, clock, log, publicUrl };
    const channels = openDirectory(home);
    const alerting = createAlerting({ store, clock, log, settings, channels, canary });
    // Before HTTP ends: our own canary must be heard for as long as anybody listens for it.
    let routines: Repeating | undefined;
    begun.defer(async () => void (await Promise.all([routines?.stop(), alerting.stop()])));
    const { timers: queue } = alerting;
    const runtime = composeRuntime({ ...home, queue, channels, sessionSecret });
    const services = await loadServicesFile(settings.servicesFile, runtime, log);
    open(createHandlers(runtime, buildInBackground(log)));

    await alerting.listen();
    await alerting.sweep();
    const released = services.found ? undefined : releaseOrphans(runtime);
    begun.defer(async () => void (await released));
    routines = startRoutines({ store, alerting, clock, log, settings });
    return {
      url: http.url,
      publicUrl,
      adminKey,
      services,
      channels: (await channels.known()).map(({ id }) => id),
      ticketsHandled: () => alerting.timers.handled,
      stop: () => begun.disposeAsync(),
    };
  } catch (error) {
    await begun.disposeAsync();
    throw error;
  }
}
