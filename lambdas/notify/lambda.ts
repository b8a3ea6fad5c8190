import { composeNotify } from '../on-aws/compose-notify.ts';
import { createNotifyHandler } from './handler.ts';

export const handler = createNotifyHandler(composeNotify(process.env));
