import type { Route } from '../http/route.ts';
import * as deliveries from './routes/deliveries.ts';

/** Every route about deliveries. */
export const DELIVERY_ROUTES: readonly Route[] = Object.values(deliveries);
