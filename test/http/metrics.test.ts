import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { labelsOf, linesOf } from '../../contracts/metrics/exposition.ts';
import { STATUS_CODES } from '../../contracts/metrics/status-code.ts';
import { ownerChannel } from '../../core/alerts/owner-channel.ts';
import { KINDS } from '../../core/monitor/ref.ts';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld, type WorldOptions } from '../support/http-world.ts';
import { aKnownChannel } from '../support/known-channels.ts';
import {
  aDaemon,
  anApplication,
  aScheduler,
  aService,
  DAY,
  every,
  HOUR,
  having,
  MINUTE,
  SECOND,
  T0,
} from '../support/monitors.ts';
import { type ParsedMetric, parseExposition } from '../support/parse-exposition.ts';

const READER = { headers: bearer('the-reader') };

async function world(options: WorldOptions = {}) {
  const world = await openHttpWorld({
    ...{ at: T0, watchedSince: T0 - DAY, rateLimit: false, dashboardAccess: 'private' },
    ...options,
  });
  await world.hasKey('the-reader', 'reader');
  const scrape = async (target = '/metrics', parts: { headers?: Record<string, string> } = READER) => {
    const answer = await world.send('GET', target, parts);
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
    });
    return parseExposition(answer.body!);
  };
  let opened = 0;
  const delivery = async (channel: string, state: Delivery['state'], createdAt: number) => {
    const transition = { kind: 'service', id: 'a', born: T0, sequence: ++opened } as Delivery['transition'];
    await world.store.openDelivery({
      ...{ transitionId: `service/a/${T0}/${opened}`, channel, transition, attempts: 0, createdAt, state },
      ...(state === 'pending' ? { dueAt: createdAt } : { settledAt: createdAt }),
    });
  };
  return { ...world, scrape, delivery };
}

type Metrics = ReadonlyMap<string, ParsedMetric>;

/** The one value of a metric under these labels; undefined where it has none. */
function readingOf(metrics: Metrics, name: string, labels: Record<string, string> = {}, suffix = '') {
  const full = `heartbeat_central_${name}`;
  const samples = metrics.get(full)?.samples;
  if (!samples) throw new Error(`There is no metric ${full}`);
  const wanted = JSON.stringify(Object.entries(labels).sort());
  return samples.find(
    (sample) =>
      sample.name === `${full}${suffix}` && JSON.stringify(Object.entries(sample.labels).sort()) === wanted,
  )?.value;
}

describe('of Heartbeat Central itself', () => {
  it('one that has done nothing yet', async () => {
    const { scrape } = await world({ watchedSince: T0 });
    const metrics = await scrape();
    expect(metrics.get('heartbeat_central_build_info')?.samples).toEqual([
      {
        name: 'heartbeat_central_build_info',
        labels: { version: expect.stringMatching(/^\d+\.\d+/) },
        value: 1,
      },
    ]);
    expect(readingOf(metrics, 'time_seconds')).toBe(T0 / 1_000);
    expect(readingOf(metrics, 'hearing')).toBe(1);
    expect(readingOf(metrics, 'heard_timestamp_seconds')).toBeUndefined();
    expect(readingOf(metrics, 'sweep_timestamp_seconds')).toBeUndefined();
    expect(readingOf(metrics, 'sweep_age_seconds')).toBeUndefined();
    expect(readingOf(metrics, 'sweep_overdue')).toBe(0);
    expect(readingOf(metrics, 'store_failing')).toBe(0);
    expect(readingOf(metrics, 'oldest_pending_delivery_timestamp_seconds')).toBeUndefined();
  });

  it('one that sweeps and hears, after a gap', async () => {
    const { scrape, store, clock } = await world({ longestCanaryPauseMs: 3 * SECOND });
    await store.markSweep(T0);
    await store.keepGap({ from: T0 - 2 * DAY, to: T0 - 2 * DAY + HOUR });
    await store.keepGap({ from: T0 - HOUR, to: T0 - HOUR + 1_500 });
    await store.writeHearing({ heardAt: T0 + 29_999, gaps: [] }, 0);
    clock.advance(30 * SECOND);
    const metrics = await scrape();
    expect(readingOf(metrics, 'heard_timestamp_seconds')).toBe(T0 / 1_000 + 29.999);
    expect(readingOf(metrics, 'sweep_timestamp_seconds')).toBe(T0 / 1_000);
    expect(readingOf(metrics, 'sweep_age_seconds')).toBe(30);
    expect(readingOf(metrics, 'hearing_gap_seconds', { window: 'day' })).toBe(1.5);
    expect(readingOf(metrics, 'hearing_gap_seconds', { window: 'week' })).toBe(3_601.5);
    expect(readingOf(metrics, 'hearing_gap_seconds', { window: 'month' })).toBe(3_601.5);
    clock.advance(3 * MINUTE);
    const later = await scrape();
    expect(readingOf(later, 'sweep_overdue')).toBe(1);
    expect(readingOf(later, 'store_failing')).toBe(1);
  });

  it('one that does not hear', async () => {
    const { scrape, store } = await world();
    await store.writeHearing({ heardAt: T0 - MINUTE, gaps: [{ from: T0 - MINUTE }] }, 0);
    const metrics = await scrape();
    expect(readingOf(metrics, 'hearing')).toBe(0);
    expect(readingOf(metrics, 'hearing_gap_seconds', { window: 'day' })).toBe(60);
  });
});

/** What the API says of one monitor, as far as it is compared here. */
interface Shown {
  readonly name: string;
  readonly tags: readonly string[];
  readonly status: keyof typeof STATUS_CODES;
  readonly since: string | null;
  readonly lastHeartbeat: string | null;
  readonly secondsSinceLastHeartbeat: number | null;
  readonly downAfter: string | null;
  readonly uptime: Readonly<Record<string, number | null>>;
}

describe('of monitors', () => {
  /** One in each status, of each kind. */
  async function people({ store, clock }: Awaited<ReturnType<typeof world>>) {
    const config = { schedule: every(MINUTE, MINUTE) };
    const fleet = [
      having(aService({ id: 'up', config }), ['alive', T0 + 80 * SECOND]),
      having(aService({ id: 'late', config }), ['alive', T0 + 10 * SECOND]),
      having(aDaemon({ id: 'degraded', config }), ['degraded', T0 + 80 * SECOND]),
      having(aDaemon({ id: 'down', config }), ['failed', T0 + 80 * SECOND]),
      anApplication({ id: 'unknown' }),
      anApplication({ id: 'paused', status: 'paused', reason: 'paused' }),
      having(
        aScheduler({ id: 'running' }),
        ['started', T0],
        ['failed', T0 + 2_500],
        ['started', T0 + MINUTE],
      ),
    ];
    for (const monitor of fleet) await store.create(monitor);
    await store.create(aService({ id: 'closed', status: 'closed' }));
    clock.advance(90 * SECOND);
    return fleet;
  }

  it('say what the API says of each of them', async () => {
    const home = await world();
    const fleet = await people(home);
    const metrics = await home.scrape();
    for (const { kind, id } of fleet) {
      const shown = bodyOf(await home.send('GET', `/api/monitors/${kind}/${id}`, READER)) as Shown;
      const own = { kind, id };
      const seconds = (moment: string | null | undefined) =>
        moment ? Date.parse(moment) / 1_000 : undefined;
      expect([id, STATUS_CODES[shown.status]]).toEqual([id, readingOf(metrics, 'monitor_status', own)]);
      expect(readingOf(metrics, 'monitor_status_since_timestamp_seconds', own)).toBe(seconds(shown.since));
      expect(readingOf(metrics, 'monitor_last_heartbeat_timestamp_seconds', own)).toBe(
        seconds(shown.lastHeartbeat),
      );
      expect(readingOf(metrics, 'monitor_last_heartbeat_age_seconds', own) ?? null).toBe(
        shown.secondsSinceLastHeartbeat,
      );
      expect(readingOf(metrics, 'monitor_deadline_timestamp_seconds', own)).toBe(seconds(shown.downAfter));
      for (const window of ['day', 'week', 'month']) {
        const ratio = readingOf(metrics, 'monitor_uptime_ratio', { ...own, window });
        expect(ratio === undefined ? null : ratio * 100).toBe(shown.uptime[window]);
      }
      expect(metrics.get('heartbeat_central_monitor_info')?.samples).toContainEqual({
        name: 'heartbeat_central_monitor_info',
        labels: { ...own, name: shown.name, ...tagsLabel(shown.tags) },
        value: 1,
      });
    }
    expect(metrics.get('heartbeat_central_monitor_info')?.samples).toHaveLength(fleet.length);
  });

  const tagsLabel = (tags: readonly string[]) => (tags.length > 0 ? { tags: `,${tags.join(',')},` } : {});

  it('are counted by kind and status as the status counts them', async () => {
    const home = await world();
    await people(home);
    const metrics = await home.scrape();
    expect(metrics.get('heartbeat_central_monitors')?.samples).toHaveLength(
      KINDS.length * Object.keys(STATUS_CODES).length,
    );
    for (const kind of KINDS) {
      const { summary } = bodyOf(await home.send('GET', `/api/status?kind=${kind}`, READER)) as {
        summary: Record<string, number>;
      };
      for (const status of Object.keys(STATUS_CODES))
        expect([kind, status, readingOf(metrics, 'monitors', { kind, status })]).toEqual([
          kind,
          status,
          summary[status],
        ]);
    }
  });

  it('that are jobs say how long their runs take', async () => {
    const home = await world();
    await people(home);
    const metrics = await home.scrape();
    const own = { kind: 'scheduler', id: 'running' };
    const runs = (outcome: string, suffix: string) =>
      readingOf(metrics, 'job_run_duration_seconds', { ...own, outcome }, suffix);
    expect([runs('failed', '_sum'), runs('failed', '_count')]).toEqual([2.5, 1]);
    expect([runs('succeeded', '_sum'), runs('succeeded', '_count')]).toEqual([0, 0]);
    expect(readingOf(metrics, 'job_last_run_duration_seconds', own)).toBe(2.5);
    expect(readingOf(metrics, 'job_last_run_end_timestamp_seconds', own)).toBe(T0 / 1_000 + 2.5);
    expect(readingOf(metrics, 'job_last_run_succeeded', own)).toBe(0);
    expect(readingOf(metrics, 'job_runs_in_progress', own)).toBe(1);
    expect(readingOf(metrics, 'job_running_since_timestamp_seconds', own)).toBe(T0 / 1_000 + 60);
    expect(metrics.get('heartbeat_central_job_runs_in_progress')?.samples).toHaveLength(1);
  });

  it('that are jobs count their runs from 0, so that the first of them is an increase', async () => {
    const home = await world();
    await home.store.create(aScheduler({ id: 'new' }));
    await home.has({ id: 'no-job' });
    const { samples } = (await home.scrape()).get('heartbeat_central_job_run_duration_seconds')!;
    expect(samples.map(({ name, labels, value }) => [name, labels.id, labels.outcome, value])).toEqual(
      ['succeeded', 'failed'].flatMap((outcome) => [
        ['heartbeat_central_job_run_duration_seconds_sum', 'new', outcome, 0],
        ['heartbeat_central_job_run_duration_seconds_count', 'new', outcome, 0],
      ]),
    );
  });

  it('may be left out, however many there are', async () => {
    const home = await world();
    await people(home);
    const all = await home.scrape();
    const totals = await home.scrape('/metrics?only=totals');
    expect([...totals.keys()]).toEqual([...all.keys()].filter((name) => !/_(monitor|job)_/.test(name)));
    expect(readingOf(totals, 'monitors', { kind: 'daemon', status: 'down' })).toBe(1);
    expect(await home.send('GET', '/metrics?only=monitors', READER)).toMatchObject({ statusCode: 400 });
  });

  it('whose words are hostile stay what they are', async () => {
    const { scrape, has } = await world();
    const names = [
      'a "quoted" \\ name',
      'two\nlines\n# TYPE x gauge',
      '} 1',
      '\\',
      '\\n',
      '🧨 ☃ é',
      'مرحبا \u202e txt',
      'a,b="c"',
    ];
    await Promise.all(names.map((name, i) => has({ id: `m${i}`, config: { name, tags: [name] } })));
    const { samples } = (await scrape()).get('heartbeat_central_monitor_info')!;
    expect(samples.map(({ labels }) => [labels.id, labels.name, labels.tags]).sort()).toEqual(
      names.map((name, i) => [`m${i}`, name, `,${name},`]),
    );
  });

  it('whose words no scraper would take lose only that', async () => {
    const { scrape, has } = await world();
    await has({ id: 'm', config: { name: 'a\0b\rc\td \ud83d', tags: [] } });
    const { samples } = (await scrape()).get('heartbeat_central_monitor_info')!;
    expect(samples.map(({ labels }) => labels.name)).toEqual(['a b c d \ufffd']);
  });
});

describe('of deliveries', () => {
  it('count each channel, also one that never had any, and all owners as one', async () => {
    const { scrape, delivery, channels, store } = await world();
    channels.own.push(aKnownChannel('idle'), aKnownChannel('slack'));
    await delivery('slack', 'pending', T0 - HOUR);
    await delivery('slack', 'delivered', T0 - HOUR);
    await delivery('slack', 'delivered', T0 - 23 * HOUR);
    await delivery('slack', 'delivered', T0 - 25 * HOUR);
    await delivery('slack', 'superseded', T0 - HOUR);
    await delivery('gone', 'failed', T0 - HOUR);
    await delivery(ownerChannel('a@example.com'), 'failed', T0 - HOUR);
    await delivery(ownerChannel('b@example.com'), 'failed', T0 - 2 * HOUR);
    await store.noteChannelHealth('slack', { provedAt: T0 - HOUR, provedBy: 'test' });
    await store.noteChannelHealth('gone', { failedAt: T0 - HOUR, failure: 'no' });
    await store.noteChannelHealth(ownerChannel('a@example.com'), { failedAt: T0 - HOUR, failure: 'no' });
    await store.noteChannelHealth(ownerChannel('b@example.com'), { failedAt: T0 - MINUTE, failure: 'no' });
    const metrics = await scrape();
    const counts = metrics
      .get('heartbeat_central_deliveries')!
      .samples.map(({ labels, value }) => [labels.channel, labels.state, value]);
    expect(counts.sort()).toEqual([
      ['gone', 'failed', 1],
      ...['delivered', 'failed', 'pending'].map((state) => ['idle', state, 0]),
      ['owner:*', 'failed', 2],
      ['slack', 'delivered', 2],
      ['slack', 'failed', 0],
      ['slack', 'pending', 1],
    ]);
    expect(readingOf(metrics, 'oldest_pending_delivery_timestamp_seconds')).toBe((T0 - HOUR) / 1_000);
    expect(readingOf(metrics, 'channel_proved_timestamp_seconds', { channel: 'slack' })).toBe(
      (T0 - HOUR) / 1_000,
    );
    expect(readingOf(metrics, 'channel_failed_timestamp_seconds', { channel: 'owner:*' })).toBe(
      (T0 - MINUTE) / 1_000,
    );
    expect(readingOf(metrics, 'channel_failed_timestamp_seconds', { channel: 'slack' })).toBeUndefined();
    // Of a channel that is no more a rule would tell for ever.
    expect(readingOf(metrics, 'channel_failed_timestamp_seconds', { channel: 'gone' })).toBeUndefined();
  });
});

describe('who may read them', () => {
  it.each([
    ['private', {}, 401],
    ['private', bearer('wrong'), 401],
    ['private', bearer('the-reader'), 200],
    ['private', { 'X-API-Key': 'the-reader' }, 200],
    ['private', bearer('the-admin'), 200],
    ['private', bearer('the-sender'), 403],
    ['public', {}, 200],
    // A scrape without owners and channels would look like a good one, and its rules would never fire.
    ['public', bearer('wrong'), 401],
    ['public', bearer('the-sender'), 403],
    ['public', bearer('the-reader'), 200],
  ] as const)(
    'while reading is %s, a caller with %j gets %i, as for the monitors',
    async (access, headers, status) => {
      const { send, hasKey } = await world({ dashboardAccess: access });
      await hasKey('the-admin', 'admin');
      await hasKey('the-sender', 'beat');
      expect((await send('GET', '/metrics', { headers })).statusCode).toBe(status);
      expect((await send('GET', '/api/monitors', { headers })).statusCode).toBe(status);
    },
  );

  it('and who may not is told so', async () => {
    const { send } = await world();
    const answer = await send('GET', '/metrics');
    expect(bodyOf(answer)).toEqual({ error: 'An API key is required' });
    expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer' });
  });

  it('strangers learn of no owner and of no channel, also right after somebody with a key', async () => {
    const { scrape, has, delivery, store, channels } = await world({ dashboardAccess: 'public' });
    channels.own.push(aKnownChannel('slack'));
    await has({ id: 'a', config: { owner: { email: 'a@example.com' } } });
    await delivery('slack', 'failed', T0 - HOUR);
    await delivery('pager', 'failed', T0 - HOUR);
    await store.noteChannelHealth('slack', { failedAt: T0, failure: 'no' });
    const known = await scrape();
    const strange = await scrape('/metrics', {});
    expect(known.get('heartbeat_central_monitor_info')?.samples[0]?.labels.owner).toBe('a@example.com');
    expect(strange.get('heartbeat_central_monitor_info')?.samples[0]?.labels).toEqual({
      ...{ kind: 'service', id: 'a', name: 'Payment API', tags: ',prod,' },
    });
    expect(readingOf(strange, 'deliveries', { state: 'failed' })).toBe(2);
    const labels = [...strange.values()].flatMap(({ samples }) =>
      samples.flatMap((s) => Object.keys(s.labels)),
    );
    expect(new Set(labels)).toEqual(
      new Set(['version', 'window', 'kind', 'status', 'state', 'id', 'name', 'tags']),
    );
    expect((await scrape()).get('heartbeat_central_channel_failed_timestamp_seconds')?.samples).toHaveLength(
      1,
    );
  });

  it('as often as any list of the fleet', async () => {
    const refusedAfter = async (path: string) => {
      const { send } = await world({ rateLimit: true });
      for (let sent = 0; ; sent++) if ((await send('GET', path, READER)).statusCode === 429) return sent;
    };
    expect(await refusedAfter('/metrics')).toBe(await refusedAfter('/api/monitors'));
  });
});

describe('how they are sent', () => {
  it('compressed to whoever takes it so', async () => {
    const { send, has } = await world();
    await has({ id: 'a' });
    const plain = await send('GET', '/metrics', READER);
    const packed = await send('GET', '/metrics', {
      headers: { ...READER.headers, 'accept-encoding': 'gzip' },
    });
    expect(packed).toMatchObject({
      isBase64Encoded: true,
      headers: { 'content-encoding': 'gzip', vary: 'accept-encoding' },
    });
    expect(gunzipSync(Buffer.from(packed.body!, 'base64')).toString()).toBe(plain.body);
    expect(plain.headers).not.toHaveProperty('content-encoding');
  });

  it('read and written out once a second, however many scrape', async () => {
    const { send, store, clock } = await world();
    let reads = 0;
    const lastSweepAt = store.lastSweepAt.bind(store);
    store.lastSweepAt = () => {
      reads += 1;
      return lastSweepAt();
    };
    const many = () => Promise.all(Array.from({ length: 20 }, () => send('GET', '/metrics', READER)));
    await many();
    expect(reads).toBe(1);
    clock.advance(SECOND - 1);
    await many();
    expect(reads).toBe(1);
    clock.advance(1);
    await many();
    expect(reads).toBe(2);
  });

  it('not at all while the store cannot be read', async () => {
    const { send, store } = await world();
    store.listMonitors = async () => {
      throw new StoreUnavailable('gone');
    };
    expect(await send('GET', '/metrics', READER)).toMatchObject({ statusCode: 503 });
  });
});

const signs = fc.oneof(
  fc.constantFrom(
    '\\',
    '"',
    '\n',
    '\r',
    '\0',
    '{',
    '}',
    '=',
    ',',
    '#',
    'n',
    ' ',
    '\u2028',
    '\u202e',
    '\ud800',
    '\udc00',
    '🧨',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);

it('any label is read back as it was, but for what is no text', () => {
  fc.assert(
    fc.property(fc.string({ unit: signs, minLength: 1 }), (text) => {
      const samples = () => [{ labels: labelsOf({ text }), value: 1 }];
      const lines = linesOf(
        { name: 'm', type: 'gauge', help: text.replace(/[\0\r]/g, '') || 'x', samples },
        0,
      );
      const [sample] = parseExposition(lines.toWellFormed()).get('m')!.samples;
      expect(sample?.labels.text).toBe(text.toWellFormed().replace(/(?!\n)\p{Cc}/gu, ' '));
    }),
  );
});
