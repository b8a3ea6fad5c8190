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

/** Bundles that several tests look at are made once. */
const made = new Map<string, ReturnType<typeof bundle>>();

/** A function as one file, bundled as it is for AWS, and what went into it. */
function bundled(name: string, file = 'handler.ts'): ReturnType<typeof bundle> {
  const known = made.get(`${name}/${file}`) ?? bundle(name, file);
  made.set(`${name}/${file}`, known);
  return known;
}

async function bundle(name: string, file: string) {
  const outfile = join(folder, `${name}-${file}.cjs`);
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../../lambdas/${name}/${file}`, import.meta.url))],
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

it('what takes heartbeats knows nothing of the reference nor of the metrics, nor of what makes them', async () => {
  const { inputs } = await bundled('ingest');
  expect(inputs.filter((file) => /openapi|reference|to-json-schema|metrics/.test(file))).toEqual([]);
});

it('what opens channels loads no client of AWS: a home that has one hands it in', async () => {
  const { inputs } = await bundled('runtime', 'open-channel.ts');
  expect(inputs.filter((file) => file.includes('@aws-sdk'))).toEqual([]);
  expect(inputs).toContain('adapters/slack/slack-channel.ts');
});

const OF_CHANNELS =
  /client-(kms|lambda|sesv2)|managed-channels|open-channel|adapters\/(kms|slack|webhook|email|sms|discord)\//;

it.each(['ingest', 'web'])(
  '%s on AWS knows nothing of channels, nor of who seals for them',
  async (name) => {
    const { inputs } = await bundled(name, 'lambda.ts');
    expect(inputs.filter((file) => OF_CHANNELS.test(file))).toEqual([]);
  },
  30_000,
);

it('ingest on AWS knows nothing of the sessions of browsers, which manage and web take', async () => {
  const takes = async (name: string) =>
    (await bundled(name, 'lambda.ts')).inputs.some((file) =>
      /session-(cookie|token|secret)|sessions\./.test(file),
    );
  expect([await takes('ingest'), await takes('manage'), await takes('web')]).toEqual([false, true, true]);
}, 30_000);

it('manage on AWS opens no channel, and notify opens them all', async () => {
  const opens = async (name: string) =>
    (await bundled(name, 'lambda.ts')).inputs.some((file) => /adapters\/(slack|sms)\//.test(file));
  expect([await opens('manage'), await opens('notify')]).toEqual([false, true]);
}, 30_000);
