import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Running } from '../clients/client-world.ts';
import { until } from '../support/until.ts';
import { blocksOf } from './doc-blocks.ts';
import { freePort } from './free-port.ts';
import { PATIENCE_MS, RecipeWorld } from './recipe-world.ts';

const recipe = (name: string): string =>
  blocksOf('docs/recipes/senders.md').find((block) => block.name === name)!.text;
const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

const alertmanager = ['alertmanager', 'prometheus-alertmanager'].find(isThere);
const describeThem = alertmanager && isThere('prometheus') ? describe : describe.skip;
if (describeThem === describe.skip)
  process.stdout.write('Skipped: prometheus and alertmanager are not installed\n');

describeThem('Prometheus and Alertmanager', () => {
  const world = new RecipeWorld();
  const folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
  const running: Running[] = [];
  beforeAll(() => world.open(), PATIENCE_MS);
  afterAll(async () => {
    for (const { child, ended } of running) {
      child.kill('SIGKILL');
      await ended;
    }
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (...command: string[]): void => {
    running.push(new Running(command, {}, folder));
  };
  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it(
    'are heard by the recipe, in a body of their own',
    async () => {
      const [port, other] = [await freePort(), await freePort()];
      // `url_file` came with Alertmanager 0.26; before it, `url` as the recipe says.
      const address = `url: ${world.here('https://heartbeat.example.com/heartbeat/6f9619ff-8b86-4d01-b42d-00c04fc964ff')}`;
      const config = recipe('Alertmanager 2').replace(/url_file: .*/, address);
      start(
        alertmanager!,
        `--config.file=${written('alertmanager.yml', config)}`,
        `--storage.path=${folder}/alerts`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      );
      written('rules.yml', recipe('Alertmanager 1'));
      const targets = `static_configs: [{ targets: ["127.0.0.1:${port}"] }]`;
      const prometheus = `
global: { evaluation_interval: 1s }
rule_files: [rules.yml]
alerting: { alertmanagers: [{ ${targets} }] }`;
      start(
        'prometheus',
        `--config.file=${written('prometheus.yml', prometheus)}`,
        `--storage.tsdb.path=${folder}/series`,
        `--web.listen-address=127.0.0.1:${other}`,
        // It fires before it knows its Alertmanager; a minute would be the default.
        '--rules.alert.resend-delay=1s',
      );
      await until(async () => (await world.calls()) > 0, 60_000).catch((error) => {
        throw new Error(running.map(({ stdout, stderr }) => stdout + stderr).join('\n'), { cause: error });
      });
      const { heartbeats } = await world.api('GET', `/api/applications/${world.application.uuid}/heartbeats`);
      const [{ message }] = heartbeats as [{ message: string }];
      expect(JSON.parse(message)).toMatchObject({
        version: '4',
        status: 'firing',
        groupLabels: { alertname: 'Watchdog' },
      });
    },
    PATIENCE_MS,
  );
});
