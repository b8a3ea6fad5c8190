import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';

const BIN = fileURLToPath(new URL('../../bin/heartbeat-central.ts', import.meta.url));
const PATIENCE_MS = 120_000;

const directory = mkdtempSync(join(tmpdir(), 'heartbeat-bin-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** As the CDK calls it, in a folder of its own. */
function app(context: Readonly<Record<string, unknown>>): Promise<{ code: number; stderr: string }> {
  const env = {
    PATH: process.env.PATH,
    CDK_OUTDIR: join(directory, 'cdk.out'),
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [] }),
  };
  const args = ['--disable-warning=ExperimentalWarning', BIN];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: directory, env }, (error, _stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stderr }),
    );
  });
}

test(
  'keys of services come from .env too, and what is missing there is said with the way around it',
  async () => {
    const servicesFile = join(directory, 'services.json');
    writeFileSync(servicesFile, JSON.stringify([{ serviceId: 'shop', apiKey: 'env:SHOP_KEY' }]));
    const refused = await app({ servicesFile });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('SHOP_KEY');
    expect(refused.stderr).toContain('Without -c servicesFile no file is read');
    expect(refused.stderr).not.toContain('    at ');

    writeFileSync(join(directory, '.env'), 'SHOP_KEY=shop-key-that-is-long-enough\n');
    expect(await app({ servicesFile })).toMatchObject({ code: 0 });
  },
  PATIENCE_MS,
);
