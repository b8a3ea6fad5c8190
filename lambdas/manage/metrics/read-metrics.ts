import { setImmediate as nextTurn } from 'node:timers/promises';
import { fitting } from '../../../contracts/http/fit.ts';
import type { ChannelsReading } from '../../../contracts/metrics/from-core/delivery-metrics.ts';
import { type MetricsOptions, metricsParts } from '../../../contracts/metrics/from-core/metrics.ts';
import { metricsQuery } from '../../../contracts/metrics/query.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import { countDeliveries } from '../../../core/paths/count-deliveries.ts';
import type { FleetReading } from '../../../core/paths/read-fleet.ts';
import type { Endpoint, HttpAnswer } from '../../runtime/endpoint.ts';
import { keptWith } from '../../runtime/kept-with.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { sharedFor } from '../../runtime/shared-for.ts';
import { takesEncoding } from '../../runtime/takes-encoding.ts';
import { VERSION } from '../../runtime/version.ts';
import { readOwnState } from '../own-state.ts';
import { metricsAnswer } from './metrics-answer.ts';

/** As for `GET /api/system`: on a bad day thousands of deliveries are looked at. */
const COUNTED_EVERY_MS = 10_000;

/** `GET /metrics`. However many scrape, the fleet is read and written out once a second. */
export function readMetrics(runtime: Runtime): Endpoint {
  const { store, clock, fleet } = runtime;
  const readCounts = sharedFor(clock, COUNTED_EVERY_MS, () => countDeliveries(store, clock.now()));
  const kept = keptWith<FleetReading, Promise<HttpAnswer>>();

  async function write(reading: FleetReading, options: MetricsOptions, gzip: boolean): Promise<HttpAnswer> {
    const [own, counts, channels] = await Promise.all([
      readOwnState(runtime),
      readCounts(),
      options.withOwners ? readChannels(runtime) : undefined,
    ]);
    const { at, gaps } = reading;
    const { hearing, sweptAt } = own;
    const parts = metricsParts(
      {
        fleet: reading,
        own: {
          ...{ at, gaps, hearing, sweptAt, version: VERSION },
          sweepOverdue: own.sweep === 'failing',
          storeFails: own.store === 'failing',
        },
        telling: { counts, channels },
      },
      options,
    );
    return metricsAnswer(await written(parts), gzip);
  }

  return async (event, caller) => {
    const { only } = fitting(metricsQuery, event.queryStringParameters ?? {});
    const options = { withOwners: caller.keyId !== undefined, onlyTotals: only === 'totals' };
    const gzip = takesEncoding(event, 'gzip');
    const reading = await fleet.read(KINDS);
    const variant = JSON.stringify([options, gzip]);
    const answer = await kept(reading, variant, () => write(reading, options, gzip));
    // A copy: middleware adds headers.
    return { ...answer };
  };
}

async function readChannels({ store, channels }: Runtime): Promise<ChannelsReading> {
  const [known, healths] = await Promise.all([channels.known(), store.channelHealths()]);
  return { ids: known.map(({ id }) => id), healths };
}

/** Between two parts whatever else waits, a heartbeat above all, has its turn. */
async function written(parts: Iterable<string>): Promise<string> {
  const texts: string[] = [];
  for (const part of parts) {
    texts.push(part);
    await nextTurn();
  }
  return texts.join('');
}
