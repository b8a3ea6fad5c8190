import { composeNotify } from '../on-aws/compose-notify.ts';
import { createNotifyHandler } from './handler.ts';
import { withTests } from './with-tests.ts';

const deps = composeNotify(process.env);

export const handler = withTests(createNotifyHandler(deps), deps.testChannel);
