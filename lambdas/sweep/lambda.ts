import { composeWatch } from '../on-aws/compose-watch.ts';
import { createSweepHandler } from './handler.ts';

const ready = composeWatch(process.env).then(createSweepHandler);

export const handler = async (): Promise<void> => (await ready)();
