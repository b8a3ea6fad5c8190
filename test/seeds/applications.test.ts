import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { A_UUID } from '../support/monitors.ts';
import { ServerHome } from '../support/running-server.ts';
import { describeWithCurl, describeWithPython, pythonUntil, runShell } from '../support/snippets.ts';

// The snippets of the specification against the process of `npm start`: only address and uuid differ.
const QUICK_START = 'curl -X POST http://localhost:5000/heartbeat/YOUR-APP-UUID';

const HEALTHCHECK = 'curl -f http://heartbeat-central:5000/heartbeat/YOUR-APP-UUID || exit 1';

const CRON_LINE = '*/5 * * * * curl -X POST http://heartbeat-central:5000/heartbeat/YOUR-APP-UUID';

const PYTHON_APPLICATION = `import requests
import time
import os

HEARTBEAT_URL = "http://heartbeat-central:5000/heartbeat/YOUR-APP-UUID"
INTERVAL = 60  # Send heartbeat every 60 seconds

def send_heartbeat():
    try:
        response = requests.post(HEARTBEAT_URL, timeout=5)
        if response.status_code == 200:
            print("Heartbeat sent successfully")
        else:
            print(f"Heartbeat failed: {response.status_code}")
    except Exception as e:
        print(f"Heartbeat error: {e}")

# Send heartbeat in your application loop
while True:
    send_heartbeat()
    time.sleep(INTERVAL)
`;

const PATIENCE_MS = 20_000;
jest.setTimeout(PATIENCE_MS);

const home = new ServerHome({ LOG_LEVEL: 'warn' });
let url: string;
let uuid: string;

async function call(method: string, path: string, body?: object) {
  const headers = { 'x-api-key': home.adminKey() };
  const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return (await response.json()) as Record<string, unknown>;
}

/** The application's status, and what its heartbeats said, newest first. */
async function heard() {
  const { status } = await call('GET', `/api/applications/${uuid}`);
  const { heartbeats } = await call('GET', `/api/applications/${uuid}/heartbeats`);
  return [status, (heartbeats as { message: string | null }[]).map(({ message }) => message)];
}

const mine = (snippet: string, as = uuid): string =>
  snippet.replaceAll(/http:\/\/(localhost|heartbeat-central):5000/g, url).replaceAll('YOUR-APP-UUID', as);

beforeAll(async () => {
  url = (await home.start()).url;
});
afterAll(() => home.remove());
beforeEach(async () => {
  uuid = String((await call('POST', '/api/applications', { name: 'App', expected_interval: 60 })).uuid);
  expect(await heard()).toEqual(['unknown', []]);
});

describeWithCurl()('the lines of the shell', () => {
  it('quick start', async () => {
    const { code, stdout } = await runShell(mine(QUICK_START));
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ success: true })]);
    expect(await heard()).toEqual(['up', [null]]);
  });

  it('the health check of a container, which fails where nobody hears it', async () => {
    expect((await runShell(mine(HEALTHCHECK))).code).toBe(0);
    expect(await heard()).toEqual(['up', [null]]);
    expect((await runShell(mine(HEALTHCHECK, A_UUID))).code).toBe(1);
  });

  it('a line of a crontab', async () => {
    const command = CRON_LINE.split(' ').slice(5).join(' ');
    expect((await runShell(mine(command))).code).toBe(0);
    expect(await heard()).toEqual(['up', [null]]);
  });

  it('a look at the headers, and what a job has to say', async () => {
    const head = await runShell(mine('curl -sI http://localhost:5000/heartbeat/YOUR-APP-UUID'));
    expect(head.stdout).toMatch(/^HTTP\/1.1 200 /);
    const words = 'echo "12 rows" | curl -s --data-binary @- http://localhost:5000/heartbeat/YOUR-APP-UUID';
    expect((await runShell(mine(words))).code).toBe(0);
    expect(await heard()).toEqual(['up', ['12 rows\n', null]]);
  });
});

describeWithPython()('the application in Python', () => {
  it('sends its heartbeat', async () => {
    const said = await pythonUntil('\n', mine(PYTHON_APPLICATION), PATIENCE_MS);
    expect(said).toBe('Heartbeat sent successfully\n');
    expect(await heard()).toEqual(['up', [null]]);
  });

  it('says that it is not heard under a uuid that nobody has', async () => {
    const said = await pythonUntil('\n', mine(PYTHON_APPLICATION, A_UUID), PATIENCE_MS);
    expect(said).toBe('Heartbeat failed: 404\n');
  });
});
