import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { ServerHome } from '../support/running-server.ts';
import { describeWithPython, runPython } from '../support/snippets.ts';

// The Python of the batch examples against the process of `npm start`: only address and key differ.
const POD = `
import requests

POD_API_KEY = os.environ['POD_API_KEY']

requests.post(
    "https://mon.example.com/api/heartbeat",
    headers={"Authorization": f"Bearer {POD_API_KEY}"},
    json={
        "services": [
            "pod-frontend",
            "pod-backend", 
            "pod-cache"
        ]
    }
)
`;

const AGENT = `
import requests

services_config = [
    {"serviceId": "customer-a-web", "token": "cust_a_key_123"},
    {"serviceId": "customer-a-api", "token": "cust_a_key_123"},
    {"serviceId": "customer-b-web", "token": "cust_b_key_456"},
    {"serviceId": "customer-b-api", "token": "cust_b_key_456"},
]

requests.post(
    "https://mon.example.com/api/heartbeat",
    json={"services": services_config}
)
`;

const MANY = `
import requests

WORKER_URL = "https://your-worker.workers.dev/api/heartbeat"
API_KEY = "your-shared-api-key"

# Send batch heartbeat
response = requests.post(
    WORKER_URL,
    headers={"Authorization": f"Bearer {API_KEY}"},
    json={
        "services": [
            "web-frontend",
            "api-backend",
            "redis-cache",
            "postgres-db"
        ]
    }
)

print(f"Status: {response.status_code}")
print(f"Response: {response.json()}")
`;

const KEYS = {
  'pod-key': ['pod-frontend', 'pod-backend', 'pod-cache'],
  cust_a_key_123: ['customer-a-web', 'customer-a-api'],
  cust_b_key_456: ['customer-b-web', 'customer-b-api'],
  'your-shared-api-key': ['web-frontend', 'api-backend', 'redis-cache', 'postgres-db'],
};
const PATIENCE_MS = 20_000;
jest.setTimeout(PATIENCE_MS);

const home = new ServerHome({ LOG_LEVEL: 'warn' });
let url: string;

/** The services that are up now. */
async function up(): Promise<string[]> {
  const { services } = (await (await fetch(`${url}/api/status`)).json()) as {
    services: { serviceId: string; status: string }[];
  };
  return services
    .filter(({ status }) => status === 'up')
    .map(({ serviceId }) => serviceId)
    .sort();
}

const run = (script: string, env?: Record<string, string>) =>
  runPython(script.replace(/https:\/\/(mon\.example\.com|your-worker\.workers\.dev)/, url), env);

describeWithPython()('batches from Python', () => {
  beforeAll(async () => {
    home.writeServices(
      Object.entries(KEYS).flatMap(([apiKey, ids]) => ids.map((serviceId) => ({ serviceId, apiKey }))),
    );
    url = (await home.start()).url;
  });
  afterAll(() => home.remove());

  it('of a pod, of an agent for several customers, and of many services', async () => {
    // The example uses `os` without importing it.
    expect(await run(`import os${POD}`, { POD_API_KEY: 'pod-key' })).toMatchObject({ code: 0 });
    expect(await run(AGENT)).toMatchObject({ code: 0 });
    const { code, stdout } = await run(MANY);
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Status: 200']);
    expect(stdout).toContain("'message': 'Batch heartbeat received for 4 service(s)'");
    expect(await up()).toEqual(Object.values(KEYS).flat().toSorted());
  });
});
