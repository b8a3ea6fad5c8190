import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, SECOND } from '../support/monitors.ts';
import { daemonRef, daemonWorld, ID, REGISTERED_AT, REGISTRATION } from './daemon-world.ts';

const YEAR_S = 31_536_000;

describe('POST /api/daemon/register', () => {
  it('keeps what the daemon says of itself, and watches it by silence of 60 s, for a week', async () => {
    const { register, store } = await daemonWorld();
    await register({}, 'writer-1');
    expect(await store.read(daemonRef(ID))).toMatchObject({
      keyId: 'id of writer-1',
      status: 'up',
      lastBeatAt: REGISTERED_AT,
      config: {
        name: ID,
        tags: [],
        schedule: { type: 'interval', intervalMs: MINUTE, graceMs: 0 },
        retentionMs: 7 * DAY,
        details: {
          version: '2.2',
          capabilities: ['queue', 'cron'],
          pollInterval: 5000,
          registeredAt: '2026-01-25T12:00:00Z',
        },
      },
    });
  });

  it.each([
    ['2026-01-25T12:00:00Z', '2026-01-25T12:00:00Z'],
    ['1999-01-01', '1999-01-01'],
    ['a while ago', 'a while ago'],
    [null, '2026-01-25T12:00:00.000Z'],
    [undefined, '2026-01-25T12:00:00.000Z'],
  ])('registeredAt %j is shown as %j and never judged by', async (registeredAt, shown) => {
    const { register, send, health, clock } = await daemonWorld();
    expect((await register({ registeredAt })).body.registeredAt).toBe(shown);
    expect((await send('GET', `/api/daemon/${ID}`)).body.registeredAt).toBe(shown);
    clock.advance(MINUTE);
    expect((await health()).active).toEqual([ID]);
  });

  it('takes a name, tags, and limits of its own; registering again keeps what it does not say', async () => {
    const { register, store, clock } = await daemonWorld();
    const own = { name: 'Mac mini', tags: ['office'], stalenessThreshold: 90, retention_seconds: 3600 };
    await register(own);
    const expected = {
      name: 'Mac mini',
      tags: ['office'],
      schedule: { type: 'interval', intervalMs: 90 * SECOND, graceMs: 0 },
      retentionMs: 60 * MINUTE,
    };
    expect((await store.read(daemonRef(ID)))?.config).toMatchObject(expected);
    clock.advance(10 * SECOND);
    await register({
      name: null,
      tags: null,
      stalenessThreshold: null,
      retention_seconds: null,
      version: '3',
    });
    const again = await store.read(daemonRef(ID));
    expect(again).toMatchObject({ lastBeatAt: REGISTERED_AT + 10 * SECOND, countFrom: REGISTERED_AT });
    expect(again?.config).toMatchObject({ ...expected, details: { version: '3' } });
    await register({ stalenessThreshold: 60, tags: [] });
    expect((await store.read(daemonRef(ID)))?.config).toMatchObject({
      tags: [],
      schedule: { intervalMs: MINUTE },
    });
  });

  it('says that the daemon lives and nothing new of its health: the last report stands', async () => {
    const { register, beat, send, store, clock } = await daemonWorld();
    const shown = async () => {
      const { body } = await send('GET', `/api/daemon/${ID}`);
      return [body.status, body.state, body.tasksProcessed];
    };
    await register();
    expect(await shown()).toEqual(['healthy', 'up', 0]);
    for (const [status, state] of [
      ['unhealthy', 'down'],
      ['degraded', 'degraded'],
      ['healthy', 'up'],
    ]) {
      await beat({ status, tasksProcessed: 7 });
      const { sequence } = (await store.read(daemonRef(ID)))!;
      clock.advance(SECOND);
      expect((await register()).status).toBe(201);
      expect(await shown()).toEqual([status, state, 7]);
      expect((await store.read(daemonRef(ID)))?.sequence).toBe(sequence);
    }
  });

  it.each([
    ['unhealthy', 'down'],
    ['degraded', 'degraded'],
    ['healthy', 'up'],
  ])('after a silence of one that was %s too', async (status, state) => {
    const { register, beat, health, store, clock } = await daemonWorld();
    await register();
    await beat({ status });
    clock.advance(DAY);
    expect((await health()).stale).toEqual([ID]);
    await register();
    expect((await health()).active).toEqual([ID]);
    expect((await store.read(daemonRef(ID)))?.status).toBe(state);
  });

  it('unknown fields are ignored', async () => {
    const { register } = await daemonWorld();
    expect((await register({ host: 'mini', __proto__x: 1 })).status).toBe(201);
  });

  it('refuses what does not fit, names it and writes nothing', async () => {
    const { send, store } = await daemonWorld();
    const { daemonId: _id, ...others } = REGISTRATION;
    const text64 = (field: string) => `${field} must have at most 64 characters`;
    const refused: [unknown, unknown][] = [
      [undefined, 'The body is required'],
      ['{', 'The body is not valid JSON'],
      ['[]', 'The body must be an object'],
      ['"daemon_macmini_1"', 'The body must be an object'],
      [others, 'daemonId is required'],
      [{ ...REGISTRATION, daemonId: null }, 'daemonId is required'],
      [{ ...REGISTRATION, daemonId: 5 }, 'daemonId must be text'],
      [
        { ...REGISTRATION, daemonId: '../etc' },
        expect.stringMatching(/^daemonId must be 1 to 128 characters/),
      ],
      [{ ...REGISTRATION, daemonId: 'x'.repeat(129) }, expect.stringMatching(/^daemonId must be 1 to 128/)],
      [{ ...REGISTRATION, version: null }, 'version is required'],
      [{ ...REGISTRATION, version: 2.2 }, 'version must be text'],
      [{ ...REGISTRATION, version: 'v'.repeat(65) }, text64('version')],
      [{ ...REGISTRATION, capabilities: undefined }, 'capabilities is required'],
      [{ ...REGISTRATION, capabilities: 'queue' }, 'capabilities must be an array'],
      [{ ...REGISTRATION, capabilities: ['queue', 1] }, 'capabilities[1] must be text'],
      [{ ...REGISTRATION, capabilities: Array(33).fill('x') }, 'capabilities must have at most 32 entries'],
      [{ ...REGISTRATION, pollInterval: undefined }, 'pollInterval is required'],
      [
        { ...REGISTRATION, pollInterval: '5000' },
        'pollInterval must be a whole number from 0 to 31,536,000,000',
      ],
      [{ ...REGISTRATION, pollInterval: -1 }, 'pollInterval must be a whole number from 0 to 31,536,000,000'],
      [{ ...REGISTRATION, registeredAt: 1_769_342_400 }, 'registeredAt must be text'],
      [{ ...REGISTRATION, registeredAt: 'x'.repeat(65) }, text64('registeredAt')],
      [{ ...REGISTRATION, name: '' }, 'name must not be empty'],
      [{ ...REGISTRATION, tags: [5] }, 'tags[0] must be text'],
      ...['stalenessThreshold', 'retention_seconds'].flatMap((field) =>
        [0, YEAR_S + 1, 1.5, '60'].map((value): [unknown, unknown] => [
          { ...REGISTRATION, [field]: value },
          `${field} must be a whole number from 1 to 31,536,000`,
        ]),
      ),
    ];
    for (const [body, error] of refused) {
      const answer = await send('POST', '/api/daemon/register', body);
      expect([body, answer.status, answer.body.error]).toEqual([body, 400, error]);
    }
    expect((await store.listMonitors('daemon', { limit: 9 })).items).toEqual([]);
    const both = await send('POST', '/api/daemon/register', {});
    expect(both.body.issues).toEqual(
      ['daemonId', 'version', 'capabilities', 'pollInterval'].map((path) => ({
        path,
        message: 'is required',
      })),
    );
  });

  it('takes words of any script, and what is no character', async () => {
    const { register, send } = await daemonWorld();
    await register({ name: 'Ω\ud800', tags: ['\udc00é'], version: 'β\u0000' });
    const { body } = await send('GET', `/api/daemon/${ID}`);
    expect(body).toMatchObject({ name: 'Ω\ufffd', tags: ['\ufffdé'], version: 'β\u0000' });
  });

  it('is not taken while the store is out', async () => {
    const { register, store, errors } = await daemonWorld();
    const { StoreUnavailable } = await import('../../core/ports/monitor-store.ts');
    store.create = async () => {
      throw new StoreUnavailable('disk full');
    };
    expect((await register()).status).toBe(503);
    expect(errors).toEqual(['The store is not available']);
  });
});
