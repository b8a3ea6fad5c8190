import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { describeWithCurl } from '../support/snippets.ts';
import { blocksOf, type Trial, tryAll, unfit } from './doc-blocks.ts';
import { PATIENCE_MS, RecipeWorld } from './recipe-world.ts';
import { commandOf, problemsOf, valuesOf } from './unit-file.ts';

const BLOCKS = blocksOf('docs/recipes/senders.md');
const textOf = (name: string): string => BLOCKS.find((block) => block.name === name)!.text;

const world = new RecipeWorld();
/** The key of the service `shop-web`. */
let shopKey: string;
let sick: Server;

beforeAll(() => world.open(), PATIENCE_MS);
afterAll(async () => {
  sick?.close();
  await world.close();
});

const isThere = (...command: string[]): boolean => spawnSync(command[0]!, command.slice(1)).status === 0;
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Runs it as a unit would, and sees it end well and say nothing that would be an entry in a log. */
async function quietly(command: readonly string[], environment: Record<string, string>): Promise<void> {
  const { code, stdout, stderr } = await world.exec(command, environment);
  expect({ command, code, stdout, stderr }).toMatchObject({ code: 0, stderr: '' });
  expect(stdout.replace('worked\n', '')).toBe('');
}

const accepted = (units: Record<string, string>): void => {
  const problems = problemsOf(units);
  if (problems) expect(problems).toEqual([]);
};

/** A unit's command, with its specifiers and the folders of this world. */
const unitCommand = (block: string, key: string, specifiers: Record<string, string> = {}): string[] =>
  commandOf(world.here(valuesOf(textOf(block), key)[0]!), specifiers);

const ON_SYSTEMD = 'Not tried with a systemd that runs';
const SERVICE = 'systemd: a unit that runs for ever';
const JOB = 'systemd: a job on a timer';
const UNITS: Record<string, string> = {
  [`${JOB} 1`]: 'nightly.service',
  [`${JOB} 2`]: 'nightly.timer',
  [`${SERVICE} 1`]: 'shop-web.service',
  [`${SERVICE} 2`]: 'heartbeat-failed@.service',
  [`${SERVICE} 3`]: 'heartbeat-alive@.service',
  [`${SERVICE} 4`]: 'heartbeat-alive@.timer',
};
/** Those of one section belong together. */
const unitsOf = (section: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(UNITS).flatMap(([name, file]) => (name.startsWith(section) ? [[file, textOf(name)]] : [])),
  );

const runsOfNightly = async (): Promise<unknown[]> =>
  (await world.runsOf('nightly')).map(({ outcome }) => outcome);

const statusOfShop = async (): Promise<unknown> => (await world.heard('service', 'shop-web')).status;

/** What Alertmanager posts of an alert that fires: version 4 of its body. See alertmanager.test.ts for itself. */
const FROM_ALERTMANAGER = {
  version: '4',
  groupKey: '{}/{alertname="Watchdog"}:{alertname="Watchdog"}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'heartbeat',
  groupLabels: { alertname: 'Watchdog' },
  commonLabels: { alertname: 'Watchdog', severity: 'none' },
  commonAnnotations: {},
  externalURL: 'http://alertmanager:9093',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'Watchdog', severity: 'none' },
      annotations: {},
      startsAt: '2026-01-15T10:30:00.000Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus:9090/graph?g0.expr=vector%281%29',
      fingerprint: 'e25963d69425c836',
    },
  ],
};

const TRIALS: Record<string, Trial> = {
  'Before 1': {
    run: async (text) => {
      const { code, stdout, stderr } = await world.sh(`set -eu\n${world.here(text)}`, {
        ADMIN: world.admin,
        KEY: world.writer,
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      shopKey = /"serviceId":"shop-web".*"apiKey":"([^"]+)"/s.exec(stdout)![1]!;
      expect(stdout).toMatch(/"key":"hbc_/);
      expect(stdout).toMatch(/"heartbeat_url":"http/);
    },
  },
  'Before 2': {
    // As systemd reads such a file: a comment, and NAME=value.
    run: (text) => {
      for (const line of text.trim().split('\n')) expect(line).toMatch(/^#|^HEARTBEAT_(URL|KEY)=\S+$/);
    },
  },
  'cron 1': {
    notTried: 'Not tried with a cron daemon',
    run: async (text) => {
      const lines = world.here(text).trim().split('\n');
      const environment = Object.fromEntries(lines.slice(0, 2).map((line) => line.split('=')));
      const commands = lines.slice(2).map((line) => /^(?:\S+ ){5}(.+)$/.exec(line)![1]!);
      expect(commands).toHaveLength(2);
      // Cron ends a command at a percent sign, unless it is escaped.
      for (const command of commands) expect(command).not.toMatch(/(?<!\\)%/);
      const before = await world.calls();
      for (const command of commands) await quietly(['/bin/sh', '-c', command], environment);
      expect(await runsOfNightly()).toEqual(['completed']);
      expect(await world.calls()).toBe(before + 1);
    },
  },
  [`${JOB} 1`]: {
    notTried: ON_SYSTEMD,
    run: async () => {
      accepted(unitsOf(JOB));
      await quietly(unitCommand(`${JOB} 1`, 'ExecStart'), world.environment());
      world.program('work.sh', 'exit 3');
      expect(await world.exec(unitCommand(`${JOB} 1`, 'ExecStart'), world.environment())).toMatchObject({
        code: 3,
      });
      world.program('work.sh', 'echo worked');
      expect((await runsOfNightly()).slice(0, 2)).toEqual(['failed', 'completed']);
    },
  },
  [`${JOB} 2`]: {
    notTried: ON_SYSTEMD,
    run: (text) => {
      const [calendar] = valuesOf(text, 'OnCalendar');
      if (problemsOf({})) expect(isThere('systemd-analyze', 'calendar', calendar!)).toBe(true);
      else expect(calendar).toMatch(/^\*-\*-\* \d\d:\d\d:\d\d \w+\/\w+$/);
    },
  },
  [`${SERVICE} 1`]: {
    notTried: ON_SYSTEMD,
    run: async (text) => {
      accepted(unitsOf(SERVICE));
      expect([...valuesOf(text, 'OnFailure'), ...valuesOf(text, 'Wants')]).toEqual([
        'heartbeat-failed@%n.service',
        'heartbeat-alive@%n.timer',
      ]);
      const command = unitCommand(`${SERVICE} 1`, 'ExecStopPost', { N: 'shop-web' });
      const environment = world.environment(shopKey);
      await quietly(command, { ...environment, SERVICE_RESULT: 'success' });
      expect(await statusOfShop()).toBe('unknown');
      await quietly(command, { ...environment, SERVICE_RESULT: 'exit-code' });
      expect(await world.heard('service', 'shop-web')).toMatchObject({
        status: 'degraded',
        message: 'ended by exit-code',
      });
    },
  },
  [`${SERVICE} 2`]: {
    notTried: ON_SYSTEMD,
    run: async () => {
      const command = unitCommand(`${SERVICE} 2`, 'ExecStart', { i: 'shop-web.service' });
      await quietly(command, world.environment(shopKey));
      expect(await statusOfShop()).toBe('down');
    },
  },
  [`${SERVICE} 3`]: {
    notTried: ON_SYSTEMD,
    run: async () => {
      const command = unitCommand(`${SERVICE} 3`, 'ExecStart', { i: 'shop-web.service' });
      await quietly(command, world.environment(shopKey));
      expect(await statusOfShop()).toBe('up');
    },
  },
  [`${SERVICE} 4`]: {
    notTried: ON_SYSTEMD,
    run: (text) => expect(valuesOf(text, 'BindsTo')).toEqual(['%i']),
  },
  'Docker: HEALTHCHECK 1': {
    notTried: 'Not tried in a container',
    run: async (text) => {
      let status = 200;
      sick = createServer((_, response) => response.writeHead(status).end('words'));
      await new Promise<void>((resolve) => sick.listen(0, '127.0.0.1', resolve));
      const command = /CMD (.+)/.exec(world.here(text))![1]!.replace(':8080/', `:${portOf(sick)}/`);
      const before = await world.calls();
      await quietly(['/bin/sh', '-c', command], {});
      expect(await world.calls()).toBe(before + 1);
      // What Docker gives it is more than it takes.
      expect(Number(/--timeout=(\d+)s/.exec(text)![1])).toBeGreaterThan(5 + 5);
      // Whether the heartbeat gets through is no matter of this container's health.
      const lost = command.replace(world.server.url, 'http://127.0.0.1:9');
      expect((await world.sh(lost)).code).toBe(0);
      status = 500;
      expect((await world.sh(command)).code).toBe(1);
      expect(await world.calls()).toBe(before + 1);
    },
  },
  'Docker: every container of a host 1': {
    notTried: 'Not tried in a container',
    run: async (text) => {
      // What it does with a Docker that hangs, fails and says too much: report-containers.test.ts.
      world.program('docker', 'echo "shop-web Up 3 minutes (unhealthy)"');
      const line = text.replace('hbc_...', shopKey);
      await quietly(['/bin/sh', '-c', world.here(line)], { HEARTBEAT_ROUNDS: '1' });
      expect(await world.heard('service', 'shop-web')).toMatchObject({
        status: 'down',
        message: 'Its health check fails',
      });
    },
  },
  'Docker: every container of a host 2': {
    notTried: 'Not tried in a container',
    run: (text) => {
      const sidecar = parse(text).services['report-containers'];
      expect(sidecar.image).toMatch(/^docker:\d+\.\d+\.\d+-cli$/);
      expect(sidecar.environment).toEqual(['HEARTBEAT_URL', 'HEARTBEAT_KEY']);
      // Every file that its command names is mounted, and the script finds heartbeat.sh beside itself.
      const mounted = sidecar.volumes.map((volume: string) => volume.split(':')[1]);
      expect(mounted).toEqual(
        expect.arrayContaining([
          '/var/run/docker.sock',
          '/usr/local/bin/heartbeat.sh',
          '/usr/local/bin/report-containers.sh',
        ]),
      );
      const command: string = sidecar.entrypoint.at(-1);
      expect(isThere('sh', '-nc', command)).toBe(true);
      expect(command).toMatch(/exec sh \/usr\/local\/bin\/report-containers\.sh$/);
    },
  },
  'Kubernetes 1': {
    notTried: 'Not tried on a cluster',
    run: async (text) => {
      const { apiVersion, kind, metadata, spec } = parse(world.here(text));
      expect({ apiVersion, kind, metadata }).toEqual({
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: 'nightly' },
      });
      // Nothing piles up, and nothing runs for ever.
      expect(spec).toMatchObject({ concurrencyPolicy: 'Forbid', schedule: '30 2 * * *' });
      expect(spec.jobTemplate.spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 7_200 });
      const pod = spec.jobTemplate.spec.template.spec;
      const [container] = pod.containers;
      expect(pod.restartPolicy).toBe('Never');
      expect(container.env).toEqual([
        { name: 'HEARTBEAT_URL', value: world.server.url },
        { name: 'HEARTBEAT_KEY', valueFrom: { secretKeyRef: { name: 'heartbeat', key: 'key' } } },
      ]);
      const before = (await runsOfNightly()).length;
      await quietly(container.command, world.environment());
      expect(await runsOfNightly()).toHaveLength(before + 1);
    },
  },
  'Kubernetes 2': {
    notTried: 'Not tried on a cluster',
    run: async (text) => {
      expect(isThere('sh', '-nc', text)).toBe(true);
      if (!isThere('kubectl', 'version', '--client')) return;
      const { stdout } = await world.sh(`${text.trim()} --dry-run=client -o yaml`);
      expect(parse(stdout)).toMatchObject({
        kind: 'Secret',
        metadata: { name: 'heartbeat' },
        // Without an end of line.
        data: { key: Buffer.from('hbc_...').toString('base64') },
      });
    },
  },
  'GitHub Actions 1': {
    notTried: 'Not tried on GitHub',
    run: async (text) => {
      const { on, jobs } = parse(world.here(text));
      expect(on).toEqual({ schedule: [{ cron: '30 2 * * *' }] });
      const [, telling] = jobs.nightly.steps;
      expect(telling).toMatchObject({ if: 'always()', 'continue-on-error': true });
      expect(Object.keys(telling.env).sort()).toEqual(['HEARTBEAT_KEY', 'HEARTBEAT_URL', 'OUTCOME']);
      for (const OUTCOME of ['completed', 'failed']) {
        expect(telling.env.OUTCOME).toContain(`'${OUTCOME}'`);
        await quietly(['bash', '-e', '-c', telling.run], { ...world.environment(), OUTCOME });
        expect((await runsOfNightly())[0]).toBe(OUTCOME);
      }
    },
  },
  'Alertmanager 1': {
    run: (text) => {
      const [{ rules }] = parse(text).groups;
      expect(rules).toEqual([{ alert: 'Watchdog', expr: 'vector(1)' }]);
    },
  },
  'Alertmanager 2': {
    notTried: 'Not tried with `url_file`',
    run: async (text) => {
      const { route, receivers } = parse(text);
      const named = receivers.map(({ name }: { name: string }) => name);
      expect(named).toContain(route.receiver);
      expect(route.routes).toMatchObject([{ matchers: ['alertname = Watchdog'], receiver: 'heartbeat' }]);
      const [hook] = receivers.find(({ name }: { name: string }) => name === 'heartbeat').webhook_configs;
      expect(hook).toEqual({
        url_file: '/etc/alertmanager/heartbeat-url',
        send_resolved: false,
        max_alerts: 1,
      });
      const before = await world.calls();
      const response = await fetch(`${world.server.url}/heartbeat/${world.application.uuid}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'Alertmanager/0.25.0' },
        body: JSON.stringify(FROM_ALERTMANAGER),
      });
      expect(response.status).toBe(200);
      expect(await world.calls()).toBe(before + 1);
    },
  },
};

describe('docs/recipes/senders.md', () => {
  it('has no block that is neither tried nor marked', () => {
    expect(unfit(BLOCKS, TRIALS)).toEqual([]);
    const alien = [{ name: 'Alien 1', language: 'sh', text: '', section: 'Alien' }];
    expect(unfit([...BLOCKS, ...alien], TRIALS)).toEqual(['Alien 1 is neither tried nor marked']);
  });
});

describeWithCurl()('docs/recipes/senders.md', () => {
  it('works, block by block', () => tryAll(BLOCKS, TRIALS), PATIENCE_MS);
});
