import { composeManage } from '../on-aws/compose-manage.ts';
import { withViewerAddress } from '../on-aws/viewer-address.ts';
import { createManageHandler } from './handler.ts';

export const handler = withViewerAddress(process.env, createManageHandler(composeManage(process.env)));
