import { expect, it } from '@jest/globals';
import { announce } from '../../contracts/events/announcement.ts';
import { toTransitionEvent } from '../../contracts/events/transition-event.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { worldOn } from '../support/http-world.ts';
import { DAY, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { Stage } from '../support/stage.ts';

/** The HTTP side, judge and the sweep on one store and one clock, and an application that was created by HTTP. */
async function watched(fields: object = { expected_interval: 300 }) {
  const stage = new Stage();
  const world = worldOn(stage.store, stage.clock);
  await world.hasKey('the-admin', 'admin');
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await world.send(method, path, { headers: bearer('the-admin'), body });
    return { status: answer.statusCode, body: bodyOf(answer) as Record<string, unknown> };
  };
  const { body } = await send('POST', '/api/applications', { name: 'Import', ...fields });
  const path = `/api/applications/${body.id}`;
  const ping = (words?: string) => world.send('POST', `/heartbeat/${body.id}`, { body: words });
  const status = async () => (await send('GET', path)).body.status;
  const ref = { kind: 'application', id: String(body.monitor_id) } as const;
  return { stage, world, send, path, ping, status, ref, uuid: String(body.id) };
}

it('late after its interval, down after its grace, up again with the next heartbeat', async () => {
  const { stage, ping, status } = await watched();
  expect(await status()).toBe('unknown');
  await stage.pass(HOUR);
  expect([await status(), stage.told]).toEqual(['unknown', []]);
  await ping();
  const heardAt = stage.clock.now();
  await stage.pass(5 * MINUTE);
  expect(await status()).toBe('up');
  await stage.pass(1);
  expect(await status()).toBe('late');
  await stage.pass(MINUTE - 1);
  expect([await status(), stage.told]).toEqual(['late', ['unknown up heartbeat']]);
  await stage.pass(SECOND);
  expect(await status()).toBe('down');
  const down = stage.published.at(-1)!;
  expect(down).toMatchObject({ reason: 'missed', at: heardAt + 6 * MINUTE, name: 'Import' });
  await stage.pass(HOUR);
  await ping('back');
  await stage.pass(MINUTE);
  expect(await status()).toBe('up');
  expect(stage.told).toEqual(['unknown up heartbeat', 'up down missed', 'down up recovered']);
  expect(stage.published.at(-1)).toMatchObject({ message: 'back' });
});

it('a steady sender is never late, and no alert is made of it', async () => {
  const { stage, ping, status } = await watched({ expected_interval: 60, grace_period: 0 });
  for (let i = 0; i < 60; i++) {
    await ping();
    await stage.pass(MINUTE);
    expect(await status()).toBe('up');
  }
  expect(stage.told).toEqual(['unknown up heartbeat']);
});

it('a cron schedule has its grace too', async () => {
  const { stage, ping } = await watched({ schedule: '0 * * * *', grace_period: 600 });
  await ping();
  await stage.pass(70 * MINUTE);
  expect(stage.told).toEqual(['unknown up heartbeat']);
  await stage.pass(SECOND);
  expect(stage.published.at(-1)).toMatchObject({ to: 'down', at: T0 + 70 * MINUTE });
});

it('paused is heard and not judged; after it, silence counts from the resumption', async () => {
  const { stage, ping, send, path, status } = await watched();
  await ping();
  await send('POST', `${path}/pause`);
  await stage.pass(DAY);
  expect(await status()).toBe('paused');
  await send('POST', `${path}/resume`);
  await stage.pass(6 * MINUTE);
  expect(stage.published.some(({ to }) => to === 'down')).toBe(false);
  await stage.pass(SECOND);
  expect(stage.published.at(-1)).toMatchObject({ to: 'down', reason: 'missed' });
});

it('the end of one that is down is told; then its history goes, and then it goes itself', async () => {
  const { stage, ping, send, path, ref } = await watched();
  const { store } = stage;
  const left = async () => [
    (await store.beats(ref, { limit: 10 })).length,
    (await store.transitions(ref, { limit: 10 })).length,
    (await store.uptimes([ref]))[0] !== undefined,
  ];
  await ping('hello');
  await stage.pass(10 * MINUTE);
  expect(await left()).toEqual([1, 2, true]);
  stage.publishes = false;
  expect((await send('DELETE', path)).status).toBe(204);
  await stage.pass(HOUR);
  expect(stage.told).toEqual(['unknown up heartbeat', 'up down missed']);
  stage.publishes = true;
  await stage.pass(MINUTE);
  expect(stage.told.at(-1)).toBe('down closed deleted');
  await stage.pass(2 * MINUTE);
  expect(await left()).toEqual([0, 0, false]);
  expect(await store.read(ref)).toBeUndefined();
  expect(stage.told).toHaveLength(3);
});

it('whatever leaves us bears the id and never the uuid', async () => {
  const { stage, world, ping, send, path, uuid, ref } = await watched();
  await ping();
  await stage.pass(10 * MINUTE);
  await send('POST', `${path}/pause`);
  await send('DELETE', path);
  await stage.pass(HOUR);
  expect(stage.published).toHaveLength(4);
  const options = { publicUrl: 'https://heartbeat.example' };
  const told = stage.published.flatMap((t) => [
    announce(t, options),
    toTransitionEvent(t, options.publicUrl),
  ]);
  const outside = JSON.stringify([told, stage.notices, stage.errors, world.warnings, stage.sent]);
  expect(outside).toContain(`/#/monitors/application/${ref.id}`);
  expect(outside).not.toContain(uuid);
});
