import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AlertReceiver } from '../support/alert-receiver.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ROUNDS = 30;
/** More than a handful: some are told alone, and some in a group. */
const TROUBLES_PER_ROUND = 8;
/** The kill comes at any moment between the first report and the group that tells of the last ones. */
const LATEST_KILL_MS = 2_000;

let home: ServerHome;
let receivers: readonly AlertReceiver[];

beforeEach(async () => {
  receivers = [await AlertReceiver.open(), await AlertReceiver.open()];
  home = new ServerHome({
    ALERT_WEBHOOK_URL: receivers[0]!.url,
    ALLOW_PRIVATE_TARGETS: 'true',
    LOG_LEVEL: 'error',
    RATE_LIMIT: 'off',
    SWEEP_INTERVAL_SECONDS: '1',
  });
  home.writeServices(
    Array.from({ length: ROUNDS * TROUBLES_PER_ROUND }, (_, i) => ({
      serviceId: `s-${i}`,
      stalenessThreshold: 3_600,
    })),
  );
});

afterEach(async () => {
  await home.remove();
  await Promise.all(receivers.map((receiver) => receiver.close()));
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @returns whether the report was acknowledged. */
async function reportDown(server: ServerRun, serviceId: string): Promise<boolean> {
  try {
    const response = await fetch(`${server.url}/api/heartbeat`, {
      method: 'POST',
      body: JSON.stringify({ serviceId, status: 'down' }),
    });
    return response.status === 200;
  } catch {
    return false;
  }
}

const seenBy = (receiver: AlertReceiver): Map<string, number> => {
  const times = new Map<string, number>();
  for (const id of receiver.messages.flatMap(({ ids }) => ids)) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
};

/** What stands recorded as delivered in the data of a process that was killed: `<channel> <transition>`. */
function recordedIn(dir: string): string[] {
  // A copy: to open it is to recover it, and that is for the next start to do.
  const copy = mkdtempSync(join(dir, 'copy-'));
  const data = join(dir, 'data');
  for (const name of readdirSync(data).filter((file) => file.startsWith('heartbeat.db'))) {
    copyFileSync(join(data, name), join(copy, name));
  }
  const db = new DatabaseSync(join(copy, 'heartbeat.db'));
  try {
    return db
      .prepare("SELECT channel || ' ' || transition_id AS name FROM deliveries WHERE state = 'delivered'")
      .all()
      .map((row) => String(row.name));
  } finally {
    db.close();
    rmSync(copy, { recursive: true });
  }
}

describe('a process that is killed while alerts are on their way', () => {
  test(`${ROUNDS} times: every alert arrives on every channel, and never after its record`, async () => {
    const reported: string[] = [];
    const toldBefore = new Map<string, number>();
    let repeated = 0;
    const channelOf = ['webhook', 'second'];
    for (let round = 0; round < ROUNDS; round++) {
      const server = await home.start();
      if (round === 0) {
        const created = await fetch(`${server.url}/api/channels`, {
          method: 'POST',
          headers: { 'x-api-key': home.adminKey() },
          body: JSON.stringify({
            id: 'second',
            name: 'Second',
            type: 'webhook',
            config: { url: receivers[1]!.url },
          }),
        });
        expect(created.status).toBe(201);
      }
      const ids = Array.from({ length: TROUBLES_PER_ROUND }, (_, i) => `s-${round * TROUBLES_PER_ROUND + i}`);
      const heard = Promise.all(ids.map(async (id) => ((await reportDown(server, id)) ? [id] : [])));
      await pause((LATEST_KILL_MS * round) / ROUNDS);
      await server.kill('SIGKILL');
      reported.push(...(await heard).flat());
      for (const name of recordedIn(home.dir)) {
        const [channel, id] = name.split(' ') as [string, string];
        const times = seenBy(receivers[channelOf.indexOf(channel)]!).get(id);
        if (!toldBefore.has(name)) toldBefore.set(name, times ?? 0);
      }
    }
    await home.start();
    const until = Date.now() + 120_000;
    const isTold = (): boolean =>
      receivers.every((receiver) => {
        const told = [...receiver.told];
        return reported.every((id) => told.some((name) => name.startsWith(`service/${id}/`)));
      });
    while (!isTold() && Date.now() < until) await pause(200);
    await pause(3_000);
    expect(isTold()).toBe(true);
    for (const [name, times] of toldBefore) {
      const [channel, id] = name.split(' ') as [string, string];
      expect({ name, times: seenBy(receivers[channelOf.indexOf(channel)]!).get(id) }).toEqual({
        name,
        times,
      });
    }
    for (const receiver of receivers)
      for (const times of seenBy(receiver).values()) if (times > 1) repeated += 1;
    process.stdout.write(
      `${ROUNDS} kills: ${reported.length} acknowledged troubles reached both channels; ${toldBefore.size} deliveries were recorded before a kill, none was repeated; ${repeated} unrecorded ones were repeated under their id\n`,
    );
  }, 600_000);
});
