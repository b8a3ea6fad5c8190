import * as z from 'zod/mini';
import { meaning } from '../http/described.ts';
import { object } from '../http/fields.ts';

/** What may be asked of the metrics. */
export const metricsQuery = object({
  only: meaning(
    '`totals`: nothing of single monitors, for a fleet with more series than Prometheus shall keep',
    z.nullish(z.literal('totals', 'must be totals')),
  ),
});
