import type { Route } from '../http/route.ts';
import * as keys from './routes/keys.ts';

/** Every route that manages keys. */
export const KEY_ROUTES: readonly Route[] = Object.values(keys);
