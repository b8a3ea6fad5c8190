import { expect, it } from '@jest/globals';
import { MINUTE, SECOND } from '../support/monitors.ts';
import { daemonWorld, REGISTRATION } from './daemon-world.ts';

// The examples of the specification, to the letter: status, members, their order and every word. Only times of
// ours bear milliseconds.
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const HEARTBEAT = {
  daemonId: 'daemon_macmini_1',
  status: 'healthy',
  tasksProcessed: 42,
  currentTask: 'evt_123...',
  lastHeartbeat: '2026-01-25T12:05:00Z',
};

const asText = ({ status, body }: { status: unknown; body: unknown }) => [status, JSON.stringify(body)];

it('register, heartbeat and health', async () => {
  const { send, clock } = await daemonWorld();
  expect(asText(await send('POST', '/api/daemon/register', REGISTRATION))).toEqual([
    201,
    '{"success":true,"daemonId":"daemon_macmini_1","registeredAt":"2026-01-25T12:00:00Z"}',
  ]);
  clock.advance(5 * MINUTE + 30 * SECOND);
  expect(asText(await send('POST', '/api/daemon/heartbeat', HEARTBEAT))).toEqual([200, '{"success":true}']);
  const body = {
    activeDaemons: [
      {
        daemonId: 'daemon_macmini_1',
        version: '2.2',
        capabilities: ['queue', 'cron'],
        pollInterval: 5000,
        registeredAt: '2026-01-25T12:00:00Z',
        lastHeartbeat: '2026-01-25T12:05:30.000Z',
        status: 'healthy',
        tasksProcessed: 42,
        currentTask: 'evt_123...',
      },
    ],
    stale: [],
    totalActive: 1,
  };
  expect(asText(await send('GET', '/api/daemon/health'))).toEqual([200, JSON.stringify(body)]);
});

it('a heartbeat of a daemon that is not registered', async () => {
  const { send } = await daemonWorld();
  expect(asText(await send('POST', '/api/daemon/heartbeat', HEARTBEAT))).toEqual([
    404,
    '{"error":"Daemon not registered"}',
  ]);
});

it('nobody is registered', async () => {
  const { send } = await daemonWorld();
  expect(asText(await send('GET', '/api/daemon/health'))).toEqual([
    200,
    '{"activeDaemons":[],"stale":[],"totalActive":0}',
  ]);
});

it.each([
  ['application/json', { 'content-type': 'application/json' }, false],
  ['what curl -d sends', FORM, false],
  ['base64', {}, true],
])('the bodies of the curl lines, as %s', async (_what, headers, base64) => {
  const { send } = await daemonWorld();
  const daemon = { daemonId: 'daemon_test_1', version: '2.2', capabilities: ['queue'], pollInterval: 5000 };
  const parts = { headers, base64 };
  const registered = { ...daemon, registeredAt: '2026-01-25T12:00:00Z' };
  expect(await send('POST', '/api/daemon/register', registered, 'the-admin', parts)).toMatchObject({
    status: 201,
  });
  const beat = { daemonId: 'daemon_test_1', status: 'healthy', tasksProcessed: 10 };
  const sent = { ...beat, lastHeartbeat: '2026-01-25T12:00:00Z' };
  expect(await send('POST', '/api/daemon/heartbeat', sent, 'the-admin', parts)).toMatchObject({
    status: 200,
  });
  const { body } = await send('GET', '/api/daemon/health');
  expect(body.activeDaemons).toEqual([
    { ...registered, lastHeartbeat: '2026-01-25T12:00:00.000Z', status: 'healthy', tasksProcessed: 10 },
  ]);
});
