import { composeHttp } from '../on-aws/compose-http.ts';
import { createWebHandler } from './handler.ts';

export const handler = createWebHandler(composeHttp(process.env));
