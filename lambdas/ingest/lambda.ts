import { composeHttp } from '../on-aws/compose-http.ts';
import { INGEST_TIMEOUT_MS } from '../on-aws/rhythm.ts';
import { withViewerAddress } from '../on-aws/viewer-address.ts';
import { createIngestHandler } from './handler.ts';

export const handler = withViewerAddress(
  process.env,
  createIngestHandler(composeHttp(process.env, { timeoutMs: INGEST_TIMEOUT_MS })),
);
