import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Ran } from '../clients/client-world.ts';
import { describeWithCurl } from '../support/snippets.ts';
import { until } from '../support/until.ts';
import { PATIENCE_MS, RecipeWorld } from './recipe-world.ts';

const KEY = 'a-key-that-all-containers-share';
const FLEET = Array.from({ length: 900 }, (_, i) => ({ serviceId: `c-${i}`, apiKey: KEY }));
const world = new RecipeWorld();

beforeAll(
  () => world.open([{ serviceId: 'web', apiKey: KEY }, { serviceId: 'db', apiKey: KEY }, ...FLEET]),
  PATIENCE_MS,
);
afterAll(() => world.close());
beforeEach(() => world.program('sleep', 'echo "$1" >> "$SLEPT"'));

/** Some rounds of the script, with a docker that does what `docker` says. */
async function rounds(docker: string, environment: Record<string, string> = {}): Promise<Ran> {
  world.program('docker', docker);
  return world.exec([`${world.bin}/report-containers.sh`], {
    ...world.environment(KEY),
    HEARTBEAT_ROUNDS: '1',
    SLEPT: `${world.bin}/slept`,
    ...environment,
  });
}

const beatsOf = async (id: string): Promise<{ message: string | null }[]> =>
  (await world.api('GET', `/api/logs?serviceId=${id}&type=heartbeat`)).logs as { message: string | null }[];

describeWithCurl()('report-containers.sh', () => {
  it('asks for names and health, reports each container, and says nothing', async () => {
    const { code, stdout, stderr } = await rounds(
      'echo "$*" > "$0.asked"; echo "web Up 3 minutes (healthy)"; echo "db Up 3 minutes (unhealthy)"',
    );
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await world.sh('cat "$(command -v docker).asked"')).stdout).toBe(
      'ps --format {{.Names}} {{.Status}}\n',
    );
    expect(await world.heard('service', 'web')).toMatchObject({ status: 'up' });
    expect(await world.heard('service', 'db')).toMatchObject({
      status: 'down',
      message: 'Its health check fails',
    });
  });

  it('begins a round when the one before is over, and rests in between', async () => {
    const before = (await beatsOf('web')).length;
    await rounds('echo "web Up 3 minutes"', {
      HEARTBEAT_ROUNDS: '3',
      HEARTBEAT_EVERY: '17',
      SLEPT: `${world.bin}/rests`,
    });
    expect(await beatsOf('web')).toHaveLength(before + 3);
    expect((await world.sh(`cat ${world.bin}/rests`)).stdout).toBe('17\n17\n');
  });

  it(
    'kills a docker that hangs for ever and heeds no SIGTERM, reports what it had said, and goes on',
    async () => {
      const before = (await beatsOf('web')).length;
      // Not the `sleep` of this test, which returns at once.
      const { code, stderr } = await rounds(
        `trap '' TERM; echo "web Up 3 minutes"; echo $$ >> "$0.pids"; while :; do /bin/sleep 3600; done`,
        { HEARTBEAT_DOCKER_TIMEOUT: '1', HEARTBEAT_ROUNDS: '2' },
      );
      expect(code).toBe(0);
      expect(stderr.match(/docker ps was not heard to its end/g)).toHaveLength(2);
      expect(await beatsOf('web')).toHaveLength(before + 2);
      // The system takes a moment to bury what was killed.
      await until(async () => {
        const { stdout } = await world.sh(
          'for pid in $(cat "$(command -v docker).pids"); do kill -0 "$pid" 2> /dev/null && echo "$pid"; done; true',
        );
        return stdout === '';
      });
    },
    PATIENCE_MS,
  );

  it('says that docker failed, and reports nobody', async () => {
    const before = (await beatsOf('web')).length;
    const { code, stderr } = await rounds('echo "Cannot connect to the Docker daemon" >&2; exit 1');
    expect(code).toBe(0);
    expect(stderr).toMatch(/Cannot connect to the Docker daemon\n.*was not heard to its end \(1\)/);
    expect(await beatsOf('web')).toHaveLength(before);
  });

  it('leaves out what is no name of a container', async () => {
    const requests = await asked(
      'echo "web\\",\\"status\\":\\"down Up"; echo "-x Up"; echo; echo "db Up 1 minute"',
    );
    expect(requests).toEqual([{ services: [{ serviceId: 'db' }] }]);
  });

  it(
    'reports each of 10,000 containers, in requests of 200, and reads no line beyond',
    async () => {
      const requests = await asked(
        'i=0; while [ $i -lt 12000 ]; do echo "c-$i Up 3 minutes"; i=$((i + 1)); done',
      );
      const ids = requests.flatMap(({ services }) => services.map(({ serviceId }) => serviceId));
      expect(ids).toEqual(Array.from({ length: 10_000 }, (_, i) => `c-${i}`));
      expect(new Set(requests.map(({ services }) => services.length))).toEqual(new Set([200]));
    },
    PATIENCE_MS,
  );

  it('is recorded for all of them, whoever is unknown', async () => {
    const { code, stderr } = await rounds(
      'i=0; while [ $i -lt 1000 ]; do echo "c-$i Up"; i=$((i + 1)); done',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { summary } = await world.api('GET', '/api/status?q=c-');
    expect(summary).toMatchObject({ total: 900, up: 900 });
  });
});

interface Batch {
  readonly services: readonly { readonly serviceId: string }[];
}

/** What one round asks a server for. */
async function asked(docker: string): Promise<Batch[]> {
  const bodies: Batch[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(JSON.parse(body));
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    expect((await rounds(docker, { HEARTBEAT_URL: `http://127.0.0.1:${port}` })).code).toBe(0);
    return bodies;
  } finally {
    server.close();
  }
}
