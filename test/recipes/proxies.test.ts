import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { selfSigned } from '../channels/self-signed.ts';
import { Running } from '../clients/client-world.ts';
import { ServerHome } from '../support/running-server.ts';
import { until } from '../support/until.ts';
import { blocksOf } from './doc-blocks.ts';
import { freePort } from './free-port.ts';

const PATIENCE_MS = 120_000;
const HOST = 'heartbeat.example.com';
const WRONG_KEYS_A_MINUTE = 40;
const tls = selfSigned(HOST);
const recipe = (name: string): string =>
  blocksOf('docs/recipes/server.md').find((block) => block.name === name)!.text;

interface Proxy {
  readonly program: string;
  readonly version: readonly string[];
  /** Its whole configuration, of the recipe and what this machine needs besides. */
  configuration(folder: string, port: number, upstream: string): string;
  command(file: string): string[];
}

const PROXIES: readonly Proxy[] = [
  {
    program: 'nginx',
    version: ['-v'],
    configuration: (folder, port, upstream) => `
daemon off;
master_process off;
pid ${folder}/pid;
error_log ${folder}/error.log;
events {}
http {
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  ${recipe('TLS with nginx 1')
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('http://127.0.0.1:3000', upstream)
    .replace('/var/log/nginx', folder)
    .replace(/\/etc\/ssl\/heartbeat\.example\.com\.(pem|key)/g, `${folder}/tls.$1`)}
}`,
    command: (file) => ['nginx', '-e', 'stderr', '-c', file],
  },
  {
    program: 'caddy',
    version: ['version'],
    configuration: (folder, port, upstream) => `
{
	admin off
	auto_https disable_redirects
	storage file_system ${folder}/storage
}
${recipe('TLS with Caddy 1')
  .replace(`${HOST} {`, `${HOST}:${port} {\n\ttls ${folder}/tls.pem ${folder}/tls.key`)
  .replace('127.0.0.1:3000', upstream)}`,
    command: (file) => ['caddy', 'run', '--adapter', 'caddyfile', '--config', file],
  },
];

const folders: string[] = [];
const running: Running[] = [];
const homes: ServerHome[] = [];

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  await Promise.all(homes.splice(0).map((home) => home.remove()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** A request over TLS that believes in the certificate of this test alone. */
function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      ...{ host: '127.0.0.1', port, path, ca: tls.cert, servername: HOST },
      method: body ? 'POST' : 'GET',
      headers: { host: HOST, ...headers },
    };
    const sent = request(options, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode!, headers: response.headers, body: text });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** The server, and the proxy of the recipe in front of it. @returns the proxy's port and its folder. */
async function behind(proxy: Proxy): Promise<{ port: number; folder: string; said: () => string }> {
  const home = new ServerHome({
    LOG_LEVEL: 'error',
    TRUST_PROXY: '1',
    PUBLIC_URL: `https://${HOST}`,
    RATE_LIMIT_WRONG_KEYS_PER_MINUTE: String(WRONG_KEYS_A_MINUTE),
  });
  home.writeServices([{ serviceId: 'shop' }]);
  homes.push(home);
  const { url } = await home.start();
  const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
  folders.push(folder);
  writeFileSync(join(folder, 'tls.pem'), tls.cert);
  writeFileSync(join(folder, 'tls.key'), tls.key);
  const port = await freePort();
  const file = join(folder, 'configuration');
  const upstream = proxy.program === 'caddy' ? url.replace('http://', '') : url;
  writeFileSync(file, proxy.configuration(folder, port, upstream));
  const process = new Running(
    proxy.command(file),
    { XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    folder,
  );
  running.push(process);
  const said = () => process.stdout + process.stderr;
  await until(async () => {
    if (process.child.exitCode !== null) throw new Error(`${proxy.program} ended: ${said()}`);
    return ask(port, '/health').then(
      ({ status }) => status === 200,
      () => false,
    );
  });
  return { port, folder, said };
}

for (const proxy of PROXIES) {
  const isThere = spawnSync(proxy.program, [...proxy.version]).status === 0;
  if (!isThere) process.stdout.write(`Skipped: ${proxy.program} is not installed\n`);

  (isThere ? describe : describe.skip)(`behind ${proxy.program}`, () => {
    it(
      'the recipe binds to https, counts the sender’s address and not its words, and writes no key into a log',
      async () => {
        const { port, folder, said } = await behind(proxy);
        const uuid = '6f9619ff-8b86-4d01-b42d-00c04fc964ff';
        const beat = Buffer.from('{"serviceId": "shop"}');
        const { status, headers } = await ask(port, '/api/heartbeat', {}, beat);
        expect({ status, hsts: headers['strict-transport-security'] }).toEqual({
          status: 200,
          hsts: 'max-age=31536000',
        });
        // Our own headers come through.
        const page = await ask(port, '/');
        expect(page.headers['content-security-policy']).toContain("default-src 'none'");
        // Our own limit speaks, and not the proxy's.
        const large = await ask(port, `/heartbeat/${uuid}`, {}, Buffer.alloc(6 * 1024 * 1024 + 1, 'x'));
        expect({ status: large.status, body: JSON.parse(large.body) }).toMatchObject({ status: 413 });
        // Whatever a sender says, it is one sender.
        let refused = 0;
        for (let i = 0; i < WRONG_KEYS_A_MINUTE + 5; i++) {
          const claims = { 'x-api-key': `hbc_wrong_${i}`, 'x-forwarded-for': `203.0.113.${i}` };
          if ((await ask(port, '/api/status', claims)).status === 429) refused += 1;
        }
        expect(refused).toBeGreaterThan(0);
        const logs = readdirSync(folder)
          .filter((name) => name.endsWith('.log'))
          .map((name) => readFileSync(join(folder, name), 'utf8'));
        expect([...logs, said()].join('\n')).not.toContain(uuid);
        if (existsSync(join(folder, 'heartbeat.log'))) expect(logs.join('')).toContain('/api/heartbeat');
      },
      PATIENCE_MS,
    );
  });
}
