import { composeHttp } from '../on-aws/compose-http.ts';
import { INGEST_TIMEOUT_MS } from '../on-aws/rhythm.ts';
import { createIngestHandler } from './handler.ts';

export const handler = createIngestHandler(composeHttp(process.env, INGEST_TIMEOUT_MS));
