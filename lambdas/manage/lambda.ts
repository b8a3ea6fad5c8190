import { composeHttp } from '../on-aws/compose-http.ts';
import { createManageHandler } from './handler.ts';

export const handler = createManageHandler(composeHttp(process.env));
