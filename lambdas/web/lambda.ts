import { composeWeb } from '../on-aws/compose-web.ts';
import { withViewerAddress } from '../on-aws/viewer-address.ts';
import { createWebHandler } from './handler.ts';

export const handler = withViewerAddress(process.env, createWebHandler(composeWeb(process.env)));
