import { mkdirSync } from 'node:fs';
import { newKey, tokenFor } from '../adapters/system/keys.ts';
import { SteadyClock } from '../adapters/system/steady-clock.ts';
import { admitGap } from '../core/paths/listen.ts';
import type { HearingStore } from '../core/ports/hearing-store.ts';
import type { Log } from '../core/ports/log.ts';
import { keepAdminKey } from './admin-key.ts';
import { createAlerting } from './alerting.ts';
import { composeServices } from './compose-services.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { type HttpHandler, startHttpServer } from './http-server.ts';
import { type KeptSecret, keptSecret } from './kept-secret.ts';
import { openStore } from './open-store.ts';
import { startRoutines } from './routines.ts';
import { loadServicesFile, type ServicesLoaded } from './services-file.ts';
import type { Settings } from './settings.ts';

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

/** The clock was set back while we were away: time goes on from where it was, or old silence would be new. */
async function keepTime(store: HearingStore, clock: SteadyClock, log: Log): Promise<void> {
  const { heardAt } = (await store.readHearing()).hearing;
  const now = clock.now();
  if (heardAt === undefined || heardAt <= now) return;
  clock.notBefore(heardAt);
  log.warn(
    { aheadMs: heardAt - now },
    'The clock of this machine was set back; time goes on from where it was',
  );
}

/**
 * Starts Heartbeat Central on this machine: store, HTTP, silence and alerts in one process.
 * @throws SettingsError, or an error whose message an operator can act on (port taken, data folder in use).
 */
export async function startServer(settings: Settings, log: Log): Promise<RunningServer> {
  const clock = new SteadyClock();
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const store = await openStore(settings, { clock });
  try {
    await keepTime(store, clock, log);
    const adminKey = await keepAdminKey(store, settings, clock.now());
    const secretKey = keptSecret(settings.secretKey, settings.dataDir, 'secret-key', newKey).value;
    const canaryToken = tokenFor(secretKey, 'canary');
    const { open, handlerFor } = gate();
    const { host, port, trustedProxies } = settings;
    const http = await startHttpServer({ host, port, trustedProxies, handlerFor, clock, log });
    const publicUrl = settings.publicUrl ?? http.url;

    const alerting = createAlerting({ store, clock, log, settings, publicUrl, url: http.url, canaryToken });
    const httpServices = composeServices({
      store,
      queue: alerting.timers,
      clock,
      log,
      settings,
      publicUrl,
      canaryToken,
    });
    const services = await loadServicesFile(settings.servicesFile, httpServices, log);
    // Whatever the last process was when it ended: between then and now nobody could be heard.
    await admitGap(store, clock.now());
    open(createHandlers(httpServices));

    await alerting.listen();
    await alerting.sweep();
    const routines = startRoutines({ store, alerting, clock, log, settings });
    return {
      url: http.url,
      publicUrl,
      adminKey,
      services,
      channels: [...alerting.channels.keys()],
      ticketsHandled: () => alerting.timers.handled,
      async stop() {
        // HTTP last: our own canary must be heard for as long as anybody listens for it.
        await routines.stop();
        await alerting.timers.stop();
        await http.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
