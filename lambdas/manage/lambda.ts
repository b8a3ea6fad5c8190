import { composeHttp } from '../on-aws/compose-http.ts';
import { sessionSecretOf } from '../on-aws/session-secret.ts';
import { withViewerAddress } from '../on-aws/viewer-address.ts';
import { createManageHandler } from './handler.ts';

const { env } = process;

export const handler = withViewerAddress(
  env,
  createManageHandler(composeHttp(env, { sessionSecret: sessionSecretOf(env) })),
);
