import { readSecret } from '../on-aws/read-secret.ts';
import { createEdgeHandler } from './handler.ts';

/** Called by the gateway for a key that it has not seen within the hour. */
export const handler = createEdgeHandler(() => readSecret(process.env, 'EDGE_SECRET_ARN'));
