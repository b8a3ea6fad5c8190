import { describe, expect, it } from '@jest/globals';
import { aKnownChannel } from '../support/known-channels.ts';
import { channelWorld } from './channel-world.ts';

interface Answer {
  readonly transition: object;
  readonly hears: readonly { readonly channel: string; readonly because: string; readonly reason: string }[];
  readonly silent: readonly { readonly channel: string; readonly reason: string }[];
  readonly owner_note: string | null;
}

/** A world with one channel for each reason to hear or not. */
async function world() {
  const w = await channelWorld();
  w.channels.own.push(aKnownChannel('slack', { name: 'Slack', isDefault: true }));
  await w.add({ id: 'all' });
  await w.add({ id: 'db', wants: { tags: ['db-1', 'db-2'] } });
  await w.add({ id: 'jobs', wants: { kinds: ['scheduler', 'daemon'], statuses: ['down', 'paused'] } });
  await w.add({ id: 'off', enabled: false });
  const ask = async (body: object) => {
    const { status, body: answer } = await w.send('POST', '/api/channels/resolve', body);
    if (status !== 200) throw new Error(JSON.stringify(answer));
    return answer as unknown as Answer;
  };
  const words = ({ hears, silent }: Answer) => ({
    hears: hears.map(({ channel, because, reason }) => `${channel} ${because}: ${reason}`),
    silent: silent.map(({ channel, reason }) => `${channel} ${reason}`),
  });
  return { ...w, ask, words };
}

const ALL_BUT_SLACK = [
  'db wants only what has the tag db-1, db-2',
  'jobs wants only the kind scheduler, daemon',
  'off is switched off',
];

describe('who hears', () => {
  it('of a monitor that is there, as it is now', async () => {
    const w = await world();
    const owner = { email: 'Ops@example.com' };
    await w.has({ id: 'payment-api', status: 'up', config: { tags: ['db-2'], owner } });
    const answer = await w.ask({ kind: 'service', id: 'payment-api' });
    expect(answer.transition).toEqual({
      kind: 'service',
      id: 'payment-api',
      from: 'up',
      to: 'down',
      tags: ['db-2'],
      channels: [],
      owner_email: 'Ops@example.com',
    });
    expect(w.words(answer)).toEqual({
      hears: [
        'all everything: hears every monitor that names no channel',
        'db wanted: wants tag db-2',
        'owner:ops@example.com owner: owns the monitor',
      ],
      silent: [
        'jobs wants only the kind scheduler, daemon',
        'off is switched off',
        'slack hears only what no other channel claims',
      ],
    });
    expect(answer.hears[2]).toMatchObject({ name: 'The owner', type: 'email' });
    expect(answer.owner_note).toBeNull();
  });

  it.each([
    ['up', {}, 'up', 'down'],
    ['down', {}, 'up', 'down'],
    ['degraded', {}, 'degraded', 'down'],
    ['up', { to: 'up' }, 'down', 'up'],
    ['paused', { to: 'up' }, 'paused', 'up'],
    ['up', { from: 'paused', to: 'closed' }, 'paused', 'closed'],
  ] as const)('is %s, asked %j: from %s to %s', async (status, more, from, to) => {
    const w = await world();
    await w.has({ id: 'a', status });
    expect((await w.ask({ kind: 'service', id: 'a', ...more })).transition).toMatchObject({ from, to });
  });

  it('of a monitor that names channels: those, and whose filter fits', async () => {
    const w = await world();
    const answer = await w.ask({ kind: 'daemon', id: 'new', channels: ['db', 'off', 'nobody'] });
    expect(w.words(answer)).toEqual({
      hears: ['db named: is named by the monitor', 'jobs wanted: wants kind daemon'],
      silent: [
        'all hears only monitors that name no channel',
        'off is switched off',
        'slack hears only what no other channel claims',
      ],
    });
    expect(answer.owner_note).toBe('No address of an owner is known');
  });

  it('a name that leads nowhere, or to what is switched off, counts as none', async () => {
    const w = await world();
    const answer = await w.ask({ kind: 'service', id: 'new', channels: ['off', 'nobody'] });
    expect(w.words(answer).hears).toEqual(['all everything: hears every monitor that names no channel']);
  });

  it('of what nobody claims: the default ones', async () => {
    const w = await world();
    await w.send('DELETE', '/api/channels/all');
    const answer = await w.ask({ kind: 'service', id: 'new', tags: [] });
    expect(w.words(answer)).toEqual({
      hears: ['slack default: hears what no other channel claims'],
      silent: ALL_BUT_SLACK,
    });
  });

  it('of a change that only some want', async () => {
    const w = await world();
    const answer = await w.ask({
      kind: 'daemon',
      id: 'new',
      tags: [],
      from: 'up',
      to: 'paused',
      owner_email: 'a@b.c',
    });
    expect(w.words(answer)).toEqual({
      hears: ['jobs wanted: wants kind daemon'],
      silent: [
        'all does not want to hear of a change from up to paused',
        'db wants only what has the tag db-1, db-2',
        'off is switched off',
        'slack does not want to hear of a change from up to paused',
      ],
    });
    expect(answer.owner_note).toBe('The owner hears only of trouble and its end');
  });

  it('says of an id filter which it wants, and never at length', async () => {
    const w = await world();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    for (const id of ids) await w.has({ id });
    await w.add({ id: 'few', wants: { ids } });
    const silent = w.words(await w.ask({ kind: 'service', id: 'new', tags: [] })).silent;
    expect(silent).toContain('few wants only the monitor a, b, c, d, e and 2 more');
  });
});

describe('the owner', () => {
  const ASKED = { kind: 'service', id: 'new', owner_email: 'Ops@example.com' };

  it('is not mailed where no mail server is set', async () => {
    const w = await world();
    w.channels.mailsOwners = false;
    const answer = await w.ask(ASKED);
    expect(answer.owner_note).toBe('The owner would be mailed, but no mail server is set');
    expect(answer.hears).toHaveLength(1);
  });

  it('is not mailed twice', async () => {
    const w = await world();
    await w.add({ id: 'team', type: 'email', config: { to_email: 'a@example.com, ops@example.com' } });
    const answer = await w.ask(ASKED);
    expect(answer.owner_note).toBe('The owner is mailed by the channel team already');
    expect(answer.hears.map(({ channel }) => channel)).toEqual(['all', 'team']);
  });
});

it('nothing is sent, opened or changed', async () => {
  const w = await world();
  await w.has({ id: 'a' });
  const before = await w.store.read({ kind: 'service', id: 'a' });
  await w.ask({ kind: 'service', id: 'a' });
  expect(await w.store.read({ kind: 'service', id: 'a' })).toEqual(before);
  expect((await w.store.listDeliveries({ limit: 10 })).items).toEqual([]);
});

it.each([
  [{ kind: 'service', id: 'nobody' }, 404, 'Unknown monitor'],
  [{ kind: 'server', id: 'a' }, 400, 'kind must be service, scheduler, daemon or application'],
  [{ kind: 'service', id: 'a b' }, 400, 'id must be 1 to 128 characters'],
  [{ kind: 'service' }, 400, 'id is required'],
  [{ kind: 'service', id: 'a', tags: [], from: 'down' }, 400, 'from must be another status than to'],
  [{ kind: 'service', id: 'a', tags: [], from: 'closed' }, 400, 'from must be unknown, up'],
  [{ kind: 'service', id: 'a', to: 'late' }, 400, 'to must be unknown, up'],
  [{ kind: 'service', id: 'a', owner_email: 'x' }, 400, 'owner_email must be an e-mail address'],
  [undefined, 400, 'The body is required'],
])('%j is %i: %s', async (body, status, sentence) => {
  const answer = await (await world()).send('POST', '/api/channels/resolve', body);
  expect([answer.status, answer.body.error]).toEqual([status, expect.stringContaining(sentence)]);
});
