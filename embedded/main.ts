import { createLog } from './log.ts';
import { type RunningServer, startServer } from './server.ts';
import { readSettings } from './settings.ts';
import { settingsOrExit } from './settings-or-exit.ts';
import { welcome } from './welcome.ts';

/** What is under way gets this long to finish; then the process ends anyway, and nothing acknowledged is lost. */
const STOP_TIMEOUT_MS = 10_000;

async function main(): Promise<void> {
  const settings = settingsOrExit(readSettings);
  const log = createLog(settings.logLevel);
  let server: RunningServer;
  try {
    server = await startServer(settings, log);
  } catch (error) {
    console.error(
      `Heartbeat Central could not start: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  }
  console.log(welcome(server, process.stdout.isTTY));
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'Stopping');
    setTimeout(() => {
      log.error({}, 'Not everything finished in time; what waits is done after the next start');
      process.exit(1);
    }, STOP_TIMEOUT_MS).unref();
    try {
      await server.stop();
    } catch (error) {
      log.error({ err: error }, 'Stopped, but not cleanly; the next start recovers');
      process.exit(1);
    }
    log.info({}, 'Stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
}

await main();
