import type { Log } from '../core/ports/log.ts';
import type { LoadDashboard } from '../lambdas/web/dashboard/dashboard-files.ts';

/** Begins to build the dashboard and waits for nothing; whoever asks for a page waits for it. */
export function buildInBackground(log: Log): LoadDashboard {
  // Loaded here and not with the rest: a server is ready without it.
  const building = import('../dashboard/build/build-dashboard.ts').then((builder) =>
    builder.buildDashboard(),
  );
  building.catch((err: unknown) => log.error({ err }, 'The dashboard could not be built'));
  return () => building;
}
