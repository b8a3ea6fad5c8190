import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { COMPILE_CACHE } from '../support/compile-cache.ts';

const CLIENT = fileURLToPath(new URL('../../clients/node', import.meta.url));
const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const PATIENCE_MS = 180_000;
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'heartbeat-package-'));
const installed = join(folder, 'app');

/** What a process says on either output where it fails. */
async function output(file: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    return (await run(file, [...args], { cwd, env: { ...process.env, ...COMPILE_CACHE } })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${file} ${args.join(' ')}\n${stdout}\n${stderr}`);
  }
}

beforeAll(async () => {
  await output('npm', ['pack', '--pack-destination', folder], CLIENT);
  const [tarball] = readdirSync(folder);
  mkdirSync(installed);
  writeFileSync(join(installed, 'package.json'), '{ "private": true }');
  await output('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, tarball!)], installed);
}, PATIENCE_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = (importing: string) => `${importing}
new HeartbeatCentral({ url: 'http://127.0.0.1:1', retries: 0 }).withJob('job', () => 'result').then(console.log);`;

it('installs alone, in an empty folder', () => {
  const packages = readdirSync(join(installed, 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(packages).toEqual(['heartbeat-central-client']);
});

it('says what it is for, and under which licence', () => {
  const ours = join(installed, 'node_modules', 'heartbeat-central-client');
  expect(readFileSync(join(ours, 'README.md'), 'utf8')).toContain('# heartbeat-central-client');
  expect(readFileSync(join(ours, 'LICENSE'), 'utf8')).toBe(
    readFileSync(join(CLIENT, '../../LICENSE'), 'utf8'),
  );
});

it.each([
  ['app.mjs', "import { HeartbeatCentral } from 'heartbeat-central-client';"],
  ['app.cjs', "const { HeartbeatCentral } = require('heartbeat-central-client');"],
])(
  'is imported by %s',
  async (file, importing) => {
    writeFileSync(join(installed, file), program(importing));
    expect(await output(process.execPath, [file], installed)).toBe('result\n');
  },
  PATIENCE_MS,
);

const typed = `import { HeartbeatCentral, type Schema } from 'heartbeat-central-client';
const central = new HeartbeatCentral();
const job: Schema<'SchedulerRegistration'> = { scheduler_id: 'nightly', schedule: '30 2 * * *' };
export const registered = central.schedulers.register(job).then((outcome) => outcome.ok && outcome.body.status);
// @ts-expect-error: no such status
central.services.heartbeat({ serviceId: 'a', status: 'well' });
`;

it(
  'brings its types for .mts and .cts, and they refuse what the API would',
  async () => {
    const names = ['typed.mts', 'typed.cts'];
    for (const name of names) writeFileSync(join(installed, name), typed);
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
    await output(process.execPath, [TSC, ...options, ...names], installed);
  },
  PATIENCE_MS,
);

it(
  'has the command',
  async () => {
    const command = join(installed, 'node_modules', '.bin', 'heartbeat');
    expect(await output(command, ['--version'], installed)).toBe('0.1.0\n');
    expect(await output(command, ['exec', 'job', '-q', '--', 'echo', 'ran'], installed)).toBe('ran\n');
  },
  PATIENCE_MS,
);
