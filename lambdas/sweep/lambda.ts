import { composeWatch } from '../on-aws/compose-watch.ts';
import { createSweepHandler } from './handler.ts';

export const handler = createSweepHandler(composeWatch(process.env));
