import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { OpenApiDocument } from '../../contracts/openapi/document-shape.ts';
import committed from '../../docs/openapi.json' with { type: 'json' };
import { clientProgram, type Outcome } from '../support/client-program.ts';
import { COMPILE_CACHE } from '../support/compile-cache.ts';
import { ServerHome } from '../support/running-server.ts';

const document = committed as unknown as OpenApiDocument;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ADMIN = 'an-admin-key-of-the-test';
const run = promisify(execFile);
const binary = (name: string): string => join(ROOT, 'node_modules', '.bin', name);

let folder: string;
let home: ServerHome;

beforeAll(() => {
  // In the repository, where the packages of the client are found.
  mkdirSync(join(ROOT, '.openapi-client'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.openapi-client', 'test-'));
  home = new ServerHome({ ADMIN_API_KEY: ADMIN, LOG_LEVEL: 'warn', RATE_LIMIT: 'off' });
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await home.remove();
});

/** tsc and others say on their output what is wrong. */
async function output(command: string, args: readonly string[], env = {}): Promise<string> {
  try {
    return (await run(command, args, { cwd: folder, env: { ...process.env, ...COMPILE_CACHE, ...env } }))
      .stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${command}\n${stdout}\n${stderr}`);
  }
}

it('a client generated from the document type-checks, and every example in it works', async () => {
  home.writeServices(['service-1', 'service-2', 'service-3'].map((serviceId) => ({ serviceId })));
  const starting = home.start();
  await output(process.execPath, [
    binary('openapi-typescript'),
    join(ROOT, 'docs/openapi.json'),
    '-o',
    'api.ts',
  ]);
  writeFileSync(join(folder, 'program.ts'), clientProgram(document));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'] }),
  );
  await output(process.execPath, [binary('tsc'), '-p', '.']);

  const { url } = await starting;
  const lines = await output(process.execPath, ['program.ts'], { BASE_URL: url, KEY: ADMIN });
  const outcomes = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome);
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  for (const { operationId, responses } of operations) {
    const own = outcomes.filter((outcome) => outcome.operationId === operationId);
    expect([operationId, own.length]).not.toEqual([operationId, 0]);
    for (const outcome of own) {
      const isDeclared = Object.hasOwn(responses, outcome.status);
      // What the examples name may not be there; but they fit, and an admin may do it all.
      const works =
        outcome.status < 400 ||
        outcome.status === 404 ||
        outcome.status === 409 ||
        // The key of the example is nobody's.
        (operationId === 'beginSession' && outcome.status === 401);
      expect({ ...outcome, isDeclared, works }).toEqual({ ...outcome, isDeclared: true, works: true });
    }
  }
  expect(outcomes.at(-1)).toEqual({ operationId: 'typed', body: ['string', 'undefined'], status: 200 });
}, 120_000);
