import { afterEach, expect, it } from '@jest/globals';
import { parseExposition } from '../support/parse-exposition.ts';
import { ServerHome } from '../support/running-server.ts';
import { until } from '../support/until.ts';

let home: ServerHome | undefined;
afterEach(() => home?.remove());

it('the process of npm start is scraped as Prometheus does it, and its runs outlive a kill', async () => {
  home = new ServerHome();
  home.writeServices([{ serviceId: 'shop', name: 'Shop "EU"', stalenessThreshold: 300 }]);
  const first = await home.start();
  const headers = { authorization: `Bearer ${home.adminKey()}` };
  const send = async (url: string, method: string, path: string, body: object) =>
    expect((await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) })).ok).toBe(true);
  await send(first.url, 'POST', '/api/heartbeat', { serviceId: 'shop' });
  await send(first.url, 'POST', '/api/v1/schedulers/register', {
    ...{
      scheduler_id: 'nightly',
      service_name: 'Shop',
      job_name: 'Import',
      expected_interval_seconds: 3_600,
    },
  });
  for (const status of ['running', 'completed', 'running', 'failed'])
    await send(first.url, 'PUT', '/api/v1/schedulers/nightly/status', { status });
  await first.kill('SIGKILL');

  const { url } = await home.start();
  const scrape = async () => {
    const answer = await fetch(`${url}/metrics`, {
      headers: {
        ...headers,
        accept:
          'application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1',
        'accept-encoding': 'gzip',
      },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    return parseExposition(await answer.text());
  };
  const samples = (metrics: Awaited<ReturnType<typeof scrape>>, name: string) =>
    metrics.get(`heartbeat_central_${name}`)!.samples;
  // A sweep and our own heartbeat come by themselves.
  await until(async () => {
    const answer = await fetch(`${url}/api/system`, { headers });
    const { hearing, sweep } = (await answer.json()) as {
      readonly hearing: { readonly heardAt: string | null };
      readonly sweep: { readonly at: string | null };
    };
    return hearing.heardAt !== null && sweep.at !== null;
  });
  const metrics = await scrape();
  for (const name of ['sweep_age_seconds', 'heard_timestamp_seconds', 'hearing'])
    expect(samples(metrics, name)).toHaveLength(1);
  expect(samples(metrics, 'monitor_info').map(({ labels }) => labels)).toContainEqual({
    ...{ kind: 'service', id: 'shop', name: 'Shop "EU"' },
  });
  const counts = samples(metrics, 'job_run_duration_seconds').filter(({ name }) => name.endsWith('_count'));
  expect(counts.map(({ labels, value }) => [labels.id, labels.outcome, value])).toEqual([
    ['nightly', 'succeeded', 1],
    ['nightly', 'failed', 1],
  ]);
  expect((await fetch(`${url}/metrics`)).status).toBe((await fetch(`${url}/api/monitors`)).status);
}, 60_000);
