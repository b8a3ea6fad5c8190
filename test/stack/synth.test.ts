import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hashKey } from '../../adapters/system/keys.ts';
import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { BUNDLE } from '../../lib/bundling.ts';
import { COMPILE_CACHE } from '../support/compile-cache.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What must never be written down: keys in the environment and in the file, and what `npm start` would read. */
const SECRETS = {
  SHOP_KEY: 'shop-key-5f1e9c-never-written-down',
  ADMIN_API_KEY: 'admin-key-8a2d7b-never-written-down',
  SECRET_KEY: 'secret-key-3c4f6e-never-written-down',
  SMTP_URL: 'smtps://user:smtp-password-9b1c@mail.example.com:465',
  ALERT_SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T0FAKE/B0FAKE/fakeFAKEfake1234567890ab',
};
const KEY_IN_FILE = 'till-key-7d8e2a-never-written-down';
const SERVICES = [
  { serviceId: 'shop', apiKey: 'env:SHOP_KEY' },
  { serviceId: 'till', apiKey: KEY_IN_FILE },
  { serviceId: 'lamp' },
];

const FORBIDDEN = [...Object.values(SECRETS), KEY_IN_FILE].flatMap((secret) => [
  secret,
  Buffer.from(secret).toString('base64'),
]);
const FORBIDDEN_FORMS = [/-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\w{16}/, /hooks\.slack\.com\/services\/T/];

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const STAGES = ['dev', 'prod'] as const;
/** Two runs of 10 s each, on a machine that may have other things to do. */
const PATIENCE_MS = 300_000;

const directory = mkdtempSync(join(tmpdir(), 'heartbeat-synth-'));
const assemblyOf = (stage: string): string => join(directory, stage);
const runs = new Map<string, Run>();

beforeAll(async () => {
  const services = join(directory, 'services.json');
  writeFileSync(services, JSON.stringify(SERVICES));
  for (const stage of STAGES) {
    const begun = process.hrtime.bigint();
    const options = ['-c', `stage=${stage}`, '-c', `servicesFile=${services}`];
    runs.set(stage, await cdk('synth', ...options, '-o', assemblyOf(stage)));
    console.info(`cdk synth ${stage}: ${(process.hrtime.bigint() - begun) / 1_000_000n} ms`);
  }
}, PATIENCE_MS);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** As a user would, on a machine without credentials of AWS, and with a network that leads nowhere. */
function cdk(...args: string[]): Promise<Run> {
  const nowhere = 'http://127.0.0.1:9';
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: directory,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...COMPILE_CACHE,
    ...SECRETS,
  };
  return new Promise((resolve) => {
    const options = { cwd: ROOT, env, maxBuffer: 64_000_000 };
    execFile('npx', ['--no-install', 'cdk', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Progress, which is no warning. */
const withoutProgress = (stderr: string): string => stderr.replaceAll(/^Bundling asset .*\n?/gm, '');

function expectNoSecret(text: string, where: string): void {
  for (const secret of FORBIDDEN)
    expect([where, secret, text.includes(secret)]).toEqual([where, secret, false]);
  for (const form of FORBIDDEN_FORMS) expect([where, form, form.test(text)]).toEqual([where, form, false]);
}

describe.each(STAGES)('npx cdk synth -c stage=%s', (stage) => {
  const run = (): Run => runs.get(stage)!;
  const files = (): string[] => filesIn(assemblyOf(stage));

  test('works offline and without credentials, and warns of nothing', () => {
    expect(withoutProgress(run().stderr)).toBe('');
    expect(run().code).toBe(0);
    expect(run().stdout).toContain('AWS::DynamoDB::Table');
  });

  test('writes no secret down', () => {
    expectNoSecret(run().stdout, 'standard output');
    for (const file of files()) expectNoSecret(readFileSync(file, 'utf8'), file);
    expect(files().map((file) => basename(file))).toContain(`HeartbeatCentral-${stage}.template.json`);
  });

  test('bundles each function as one module that names no path of this machine', () => {
    // The CDK's own function, which calls ours at a deployment, has no map.
    const isOurs = (file: string): boolean => basename(file) === BUNDLE && existsSync(`${file}.map`);
    const bundles = files().filter(isOurs);
    expect(bundles).toHaveLength(7);
    for (const file of bundles) {
      const map = readFileSync(`${file}.map`, 'utf8');
      expect(JSON.parse(map)).not.toHaveProperty('sourcesContent');
      expect(readFileSync(file, 'utf8') + map).not.toContain(ROOT);
    }
  });

  test('puts the services beside the function that deploys them, with hashes in place of keys', () => {
    const found = files().filter((file) => basename(file) === 'services.json');
    expect(found).toHaveLength(1);
    const services = JSON.parse(readFileSync(found[0]!, 'utf8')) as ServiceEntry[];
    expect(services.map(({ serviceId, keyHash }) => [serviceId, keyHash])).toEqual([
      ['shop', hashKey(SECRETS.SHOP_KEY)],
      ['till', hashKey(KEY_IN_FILE)],
      ['lamp', undefined],
    ]);
  });
});

test(
  'npx cdk synth says in sentences what does not fit, and nothing else',
  async () => {
    const options = ['-c', 'stage=qa', '-c', 'alarm=no'];
    const { code, stderr } = await cdk('synth', ...options, '-o', assemblyOf('wrong'));
    expect(code).not.toBe(0);
    expect(stderr).toContain('alarm is not an option; did you mean alarms?');
    expect(stderr).toContain('stage must be dev or prod: -c stage=dev');
    expect(stderr).not.toContain('    at ');
  },
  PATIENCE_MS,
);
