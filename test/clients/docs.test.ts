import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bundleLibrary } from '../../clients/node/build/bundle.ts';
import { ClientWorld, PATIENCE_MS, Running } from './client-world.ts';

const fileOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const works = (...command: string[]): boolean => spawnSync(command[0]!, command.slice(1)).status === 0;
const world = new ClientWorld();

/** Every snippet of docs/clients.md, in order; `yaml` is the file that the next ones read. */
const SNIPPETS = [
  ...readFileSync(fileOf('docs/clients.md'), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms),
].map(([, language, text]) => ({ language: language!, text: text! }));

beforeAll(async () => {
  await world.open(['shop-web', 'shop-db'].map((serviceId) => ({ serviceId })));
  await world.api('POST', '/api/v1/schedulers/register', { scheduler_id: 'nightly' });
  const installed = join(world.dir, 'node_modules', 'heartbeat-central-client');
  mkdirSync(installed, { recursive: true });
  await bundleLibrary(join(installed, 'index.js'), 'esm');
  writeFileSync(join(installed, 'package.json'), '{ "type": "module", "main": "index.js" }');
  for (const file of ['python/heartbeat_central.py', 'shell/heartbeat.sh']) {
    copyFileSync(fileOf(`clients/${file}`), join(world.dir, file.split('/')[1]!));
  }
  const bin = join(world.dir, 'heartbeat');
  writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${world.command}" "$@"\n`);
  chmodSync(bin, 0o755);
}, PATIENCE_MS);
afterAll(() => world.close());

/** How a snippet is run; undefined where the machine lacks what it takes. */
function commandOf(language: string, text: string): string[] | undefined {
  if (language === 'sh') {
    return text.includes('heartbeat.sh') && !works('curl', '--version') ? undefined : ['sh', '-euc', text];
  }
  if (language === 'python') return works('python3', '--version') ? ['python3', '-c', text] : undefined;
  if (language === 'ts') {
    writeFileSync(join(world.dir, 'snippet.mts'), text);
    return [process.execPath, '--disable-warning=ExperimentalWarning', 'snippet.mts'];
  }
  throw new Error(`Nobody knows how to run ${language}`);
}

it(
  'every snippet in docs/clients.md runs, and says nothing on standard error',
  async () => {
    expect(SNIPPETS.map(({ language }) => language)).toEqual([
      'sh',
      'sh',
      'yaml',
      'sh',
      'sh',
      'ts',
      'python',
      'sh',
    ]);
    for (const { language, text } of SNIPPETS) {
      if (language === 'yaml') {
        writeFileSync(join(world.dir, 'monitors.yaml'), text);
        continue;
      }
      const command = commandOf(language, text);
      if (!command) continue;
      const path = { PATH: `${world.dir}:${process.env.PATH}`, HOME: process.env.HOME };
      const running = new Running(command, { ...world.environment(), ...path }, world.dir);
      running.child.stdin!.end();
      expect({ text, ...(await running.ended) }).toMatchObject({ text, code: 0, stderr: '' });
    }
    const outcomes = (await world.runsOf('nightly')).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['completed']));
    expect(await world.runsOf('nightly-import')).toMatchObject([
      { outcome: 'completed', metadata: { records: 12 } },
    ]);
    expect(await world.get('/api/services/shop-cart')).toMatchObject({ name: 'Cart', requiresKey: true });
  },
  PATIENCE_MS,
);

it(
  'the keys are as docs/clients.md says: of the service, of a writer, of a reader, none',
  async () => {
    const keyOf = async (role: string) =>
      String((await world.api('POST', '/api/v1/keys', { name: role, role })).key);
    await world.api('POST', '/api/services', { serviceId: 'own', apiKey: 'the-key-of-its-own' });
    await world.api('POST', '/api/services', { serviceId: 'open', requireKey: false });
    const { uuid } = await world.api('POST', '/api/applications', { name: 'App', expected_interval: 60 });
    const writer = await keyOf('writer');
    const lines: [string[], string, number][] = [
      [['send', 'own'], 'the-key-of-its-own', 0],
      [['send', 'own'], writer, 1],
      [['send', 'open'], '', 0],
      [['send', '-k', 'application', String(uuid)], '', 0],
      [['exec', 'of-a-writer', '--register', '--', 'true'], writer, 0],
      [['status'], await keyOf('reader'), 0],
    ];
    for (const [args, HEARTBEAT_KEY, code] of lines) {
      expect({ args, ...(await world.run(args, { HEARTBEAT_KEY })) }).toMatchObject({ args, code });
    }
    expect(await world.runsOf('of-a-writer')).toMatchObject([{ outcome: 'completed' }]);
  },
  PATIENCE_MS,
);
