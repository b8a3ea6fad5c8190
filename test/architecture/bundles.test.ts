import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { BUNDLING } from '../../lib/bundling.ts';
import { httpEvent } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'heartbeat-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A function as one file, bundled as it is for AWS, and what went into it. */
async function bundled(name: string) {
  const outfile = join(folder, `${name}.cjs`);
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../../lambdas/${name}/handler.ts`, import.meta.url))],
    outfile,
    ...BUNDLING,
    sourcemap: false,
    metafile: true,
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { outfile, inputs: inputs.map(([file]) => file) };
}

it('the pages bear the API reference with them: the one file is all that they need', async () => {
  const { outfile, inputs } = await bundled('web');
  expect(inputs).toContain('docs/openapi.json');
  const { createWebHandler } = createRequire(import.meta.url)(
    outfile,
  ) as typeof import('../../lambdas/web/handler.ts');
  const { runtime, send } = await openHttpWorld();
  const handle = createWebHandler(runtime, () => Promise.reject(new Error('not asked for')));
  for (const path of ['/api/docs', '/api/openapi.json']) {
    const parts = { headers: { 'accept-encoding': 'gzip' } };
    const answer = await handle(httpEvent('GET', path, parts));
    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: true });
    expect(gunzipSync(Buffer.from(answer.body!, 'base64')).toString()).toBe((await send('GET', path)).body);
  }
});

it('what takes heartbeats knows nothing of the reference, nor of what makes it', async () => {
  const { inputs } = await bundled('ingest');
  expect(inputs.filter((file) => /openapi|reference|to-json-schema/.test(file))).toEqual([]);
});
