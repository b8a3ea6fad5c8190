import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Kind } from '../../core/monitor/ref.ts';
import type { MonitorAnswer } from '../../dashboard/app/api/shapes.ts';
import { snippetsOf } from '../../dashboard/app/detail/snippets.ts';
import type { Ran } from '../clients/client-world.ts';
import { describeWithCurl } from '../support/snippets.ts';
import { PATIENCE_MS, RecipeWorld } from './recipe-world.ts';
import { commandOf, problemsOf, valuesOf } from './unit-file.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const SHOP_KEY = 'a-key-of-the-shop-alone';
const world = new RecipeWorld();

beforeAll(async () => {
  await world.open([{ serviceId: 'shop:web@1', apiKey: SHOP_KEY }, { serviceId: 'open' }]);
  for (const [id, schedule] of [
    ['nightly', '30 2 * * *'],
    ['now-and-then', ''],
  ] as const) {
    await world.api(
      'POST',
      '/api/v1/schedulers/register',
      { scheduler_id: id, schedule, ...(schedule && { timezone: 'Europe/Berlin' }) },
      world.writer,
    );
  }
  const worker = { daemonId: 'worker-1', version: '1.0', capabilities: [], pollInterval: 5_000 };
  await world.api('POST', '/api/daemon/register', worker, world.writer);
  mkdirSync(join(world.bin, 'home'), { recursive: true });
}, PATIENCE_MS);
afterAll(() => world.close());
beforeEach(() => works(true));

/** Whether the work that the lines do ends well, wherever they look for it. */
function works(well: boolean): void {
  for (const file of ['work.sh', 'home/work.sh']) {
    writeFileSync(join(world.bin, file), `#!/bin/sh\nexit ${well ? 0 : 1}\n`, { mode: 0o755 });
  }
}

interface Case {
  readonly kind: Kind;
  readonly id: string;
  readonly key?: string;
}

const CASES: readonly Case[] = [
  { kind: 'service', id: 'shop:web@1', key: SHOP_KEY },
  { kind: 'service', id: 'open' },
  { kind: 'scheduler', id: 'nightly', key: 'writer' },
  { kind: 'scheduler', id: 'now-and-then', key: 'writer' },
  { kind: 'daemon', id: 'worker-1', key: 'writer' },
  { kind: 'application', id: 'of the docs' },
];

/** Half of the silence that they may keep, seconds, where that is under a minute. */
const PAUSE: Readonly<Record<string, number>> = { 'worker-1': 30 };

describeWithCurl().each(CASES)('the lines that the dashboard shows of the $kind $id', ({ kind, id, key }) => {
  const isJob = kind === 'scheduler';
  const name = (): string => (kind === 'application' ? world.application.monitor_id : id);
  const address = (): string => `/api/monitors/${kind}/${encodeURIComponent(name())}`;
  const monitor = async (): Promise<MonitorAnswer> =>
    (await world.api('GET', address())) as unknown as MonitorAnswer;
  const snippet = async (written: string) =>
    snippetsOf(await monitor(), world.server.url).find((one) => one.name === written)!;
  const textFor = async (written: string): Promise<string> => (await snippet(written)).text;
  const environment = (): Record<string, string> =>
    key ? { HEARTBEAT_KEY: key === 'writer' ? world.writer : key } : {};
  const sh = (line: string): Promise<Ran> => world.sh(line, environment());
  const beats = async (): Promise<number> =>
    ((await world.api('GET', `${address()}/beats?limit=1000`)).beats as object[]).length;

  /** Runs it, and sees so many heartbeats arrive. */
  async function heard(times: number, run: () => Promise<Ran | readonly Ran[]>): Promise<void> {
    const before = await beats();
    for (const { stderr } of [await run()].flat()) expect(stderr).toBe('');
    expect((await beats()) - before).toBe(times);
  }
  const isUp = async (): Promise<void> => expect((await monitor()).status).toBe('up');
  const isDown = async (): Promise<void> => expect((await monitor()).status).toBe('down');

  /** Both ends of the work: told as they were. An application has no word for the bad one. */
  async function bothEnds(run: () => Promise<Ran | readonly Ran[]>): Promise<void> {
    await heard(isJob ? 2 : 1, run);
    await isUp();
    works(false);
    if (kind === 'application') return heard(0, run);
    await heard(isJob ? 2 : 1, run);
    await isDown();
  }

  it('curl: it is heard', async () => {
    const text = await textFor('curl');
    await heard(isJob ? 2 : 1, () => sh(text));
    await isUp();
  });

  it('Shell: it is heard, well or not', async () => {
    const text = await textFor('Shell');
    await bothEnds(() => sh(text));
  });

  (hasPython ? it : it.skip)('Python: it is heard', async () => {
    const text = await textFor('Python');
    await heard(1, () => world.exec(['python3', '-c', text], environment()));
    await isUp();
  });

  it('Node: it is heard', async () => {
    const text = await textFor('Node');
    await heard(1, () => world.exec([process.execPath, '--input-type=module', '-e', text], environment()));
    await isUp();
  });

  const ifForCron = PAUSE[id] === undefined ? it : it.skip;

  ifForCron('cron: it is heard, well or not, and there is nothing to mail', async () => {
    const text = world.here(await textFor('cron'));
    const lines = text.split('\n');
    expect(lines.slice(0, -1)).toEqual([
      ...(id === 'nightly' ? ['CRON_TZ=Europe/Berlin'] : []),
      ...(key ? ['HEARTBEAT_KEY=...'] : []),
    ]);
    const [, schedule, command] = /^((?:\S+ ){4}\S+) (.+)$/.exec(lines.at(-1)!)!;
    expect(schedule).toBe(id === 'nightly' ? '30 2 * * *' : '* * * * *');
    expect(command).not.toMatch(/(?<!\\)%/);
    await bothEnds(async () => {
      const ran = await sh(command!.replaceAll('\\%', '%'));
      expect(ran.stdout).toBe('');
      return ran;
    });
  });

  it('systemd: it is heard, well or not', async () => {
    const [text, timer] = (await textFor('systemd')).split('\n\n# heartbeat.timer, beside it\n') as [
      string,
      string?,
    ];
    // Nothing else would start a heartbeat again and again.
    expect(timer && valuesOf(timer, 'OnUnitInactiveSec')).toEqual(
      isJob ? undefined : [String(PAUSE[id] ?? 60)],
    );
    expect(problemsOf({ 'work.service': text }) ?? []).toEqual([]);
    // With another type, the end would be told at the start.
    expect(valuesOf(text, 'Type')).toEqual(['oneshot']);
    expect(valuesOf(text, 'EnvironmentFile')).toEqual(key ? ['/etc/heartbeat.env'] : []);
    const here = world.here(text);
    await bothEnds(async () => {
      const run = (step: string, more: Record<string, string> = {}): Promise<Ran[]> =>
        Promise.all(
          valuesOf(here, step).map((value) => world.exec(commandOf(value), { ...environment(), ...more })),
        );
      const before = await run('ExecStartPre');
      const [work] = await run('ExecStart');
      const SERVICE_RESULT = work!.code === 0 ? 'success' : 'exit-code';
      return [...before, ...(await run('ExecStopPost', { SERVICE_RESULT }))];
    });
  });

  it('Docker: it is heard, for as long as the container runs', async () => {
    const { services } = parse(await textFor('Docker'));
    const { image, init, restart, environment: names, entrypoint, command } = services.heartbeat;
    expect({ image, init, restart }).toEqual({
      image: isJob ? 'the-image-of-your-job' : 'curlimages/curl',
      init: true,
      // What ends must not begin anew for ever.
      restart: isJob ? 'no' : 'unless-stopped',
    });
    expect(names).toEqual(key ? ['HEARTBEAT_KEY'] : undefined);
    // Compose makes one dollar of two, and would put something of its own in place of a single one.
    expect(command[0].replaceAll('$$', '')).not.toContain('$');
    const line = world.here(command[0].replaceAll('$$', '$'));
    if (!isJob) expect(line).toContain(`; sleep ${PAUSE[id] ?? 60}; `);
    // The first rest ends it.
    world.program('sleep', 'kill "$PPID"');
    const seen: (NodeJS.Signals | null)[] = [];
    await heard(isJob ? 2 : 1, async () => {
      const ran = await world.exec([...entrypoint, line], environment());
      expect(ran.stdout).toBe('');
      seen.push(ran.signal);
      return ran;
    });
    expect(seen).toEqual([isJob ? null : 'SIGTERM']);
  });

  ifForCron('Kubernetes: it is heard', async () => {
    const { apiVersion, kind: object, spec } = parse(await textFor('Kubernetes'));
    expect({ apiVersion, object }).toEqual({ apiVersion: 'batch/v1', object: 'CronJob' });
    expect(spec).toMatchObject({
      schedule: id === 'nightly' ? '30 2 * * *' : '* * * * *',
      ...(id === 'nightly' && { timeZone: 'Europe/Berlin' }),
      concurrencyPolicy: 'Forbid',
    });
    const pod = spec.jobTemplate.spec.template.spec;
    expect(pod.restartPolicy).toBe('Never');
    const [container] = pod.containers;
    expect(container.env).toEqual(
      key
        ? [
            {
              name: 'HEARTBEAT_KEY',
              valueFrom: { secretKeyRef: { name: 'heartbeat', key: 'key' } },
            },
          ]
        : undefined,
    );
    const run = () =>
      world.exec(
        [...container.command, ...container.args.map((line: string) => world.here(line))],
        environment(),
      );
    if (isJob) return bothEnds(run);
    await heard(1, run);
    await isUp();
  });

  it('what was not tried as a whole says so, and nothing else does', async () => {
    const marked = snippetsOf(await monitor(), world.server.url).flatMap((one) =>
      one.notTried ? [`${one.name}: ${one.notTried}`] : [],
    );
    const ofJob = isJob ? ' Start it by a timer at the times of its schedule.' : '';
    const ofZone =
      id === 'nightly'
        ? ' Some crons, as that of Debian, know no CRON_TZ and take the zone of the machine.'
        : '';
    const onMinutes = PAUSE[id] === undefined;
    expect(marked).toEqual([
      ...(onMinutes ? [`cron: Not tried with cron; what it runs was run by a shell.${ofZone}`] : []),
      `systemd: Not tried with systemd; what it runs was run by a shell.${ofJob}`,
      'Docker: Not tried in a container; what it runs was run by a shell.',
      ...(onMinutes ? ['Kubernetes: Not tried on a cluster; what it runs was run by a shell.'] : []),
    ]);
  });
});
