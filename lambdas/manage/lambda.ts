import { composeHttp } from '../on-aws/compose-http.ts';

import { withViewerAddress } from '../on-aws/viewer-address.ts';
import { createManageHandler } from './handler.ts';

export const handler = withViewerAddress(process.env, createManageHandler(composeHttp(process.env)));
