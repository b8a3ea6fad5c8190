import { APPLICATION_ROUTES } from './applications/routes.ts';
import { CHANNEL_ROUTES } from './channels/routes.ts';
import { DAEMON_ROUTES } from './daemons/routes.ts';
import { DELIVERY_ROUTES } from './deliveries/routes.ts';
import type { Route } from './http/route.ts';
import { KEY_ROUTES } from './keys/routes.ts';
import { METRIC_ROUTES } from './metrics/routes.ts';
import { MONITOR_ROUTES } from './monitors/routes.ts';
import { PAGE_ROUTES } from './pages/routes.ts';
import { SCHEDULER_ROUTES } from './schedulers/routes.ts';
import { SERVICE_ROUTES } from './services/routes.ts';
import { SESSION_ROUTES } from './session/routes.ts';
import { SYSTEM_ROUTES } from './system/routes.ts';

/** Every route of every dialect: the one table behind the router, the gateway and the API reference. */
export const ROUTES: readonly Route[] = [
  ...SYSTEM_ROUTES,
  ...PAGE_ROUTES,
  ...SERVICE_ROUTES,
  ...SCHEDULER_ROUTES,
  ...DAEMON_ROUTES,
  ...APPLICATION_ROUTES,
  ...MONITOR_ROUTES,
  ...KEY_ROUTES,
  ...CHANNEL_ROUTES,
  ...DELIVERY_ROUTES,
  ...SESSION_ROUTES,
  ...METRIC_ROUTES,
];
