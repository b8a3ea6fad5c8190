import { composeHttp } from '../on-aws/compose-http.ts';

import { withViewerAddress } from '../on-aws/viewer-address.ts';
import { createWebHandler } from './handler.ts';

export const handler = withViewerAddress(process.env, createWebHandler(composeHttp(process.env)));
