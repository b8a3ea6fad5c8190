import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { openSecrets } from '../../core/alerts/sealed-secrets.ts';
import { bearer } from '../support/http-event.ts';
import { aKnownChannel } from '../support/known-channels.ts';
import { HOUR, SECOND, T0 } from '../support/monitors.ts';
import { SEALED_BY_BASE64 } from '../support/sealed-by-base64.ts';
import { channelWorld, iso, type Shown } from './channel-world.ts';

/** The four shapes of the seed, as they stand there. */
const SEED_CONFIGS = Object.entries(
  JSON.parse(readFileSync(new URL('../seeds/channels.json', import.meta.url), 'utf8')) as Record<
    string,
    Record<string, unknown>
  >,
).map(([name, config]) => [name, name.toLowerCase(), config] as const);

describe('adding a channel', () => {
  it('shows everything of it but its secrets, which are stored sealed', async () => {
    const w = await channelWorld();
    const answer = await w.send('POST', '/api/channels', {
      name: 'Operations & Nächte',
      type: 'ntfy',
      config: { url: 'https://ntfy.example.com/hush-topic', token: 'tk_hush-token' },
      wants: { kinds: ['service'], tags: ['shop', 'shop'], ids: [], statuses: ['down'] },
    });
    expect([answer.status, answer.headers?.location]).toEqual([201, '/api/channels/operations-nachte']);
    expect(answer.body).toEqual({
      id: 'operations-nachte',
      name: 'Operations & Nächte',
      type: 'ntfy',
      source: 'api',
      read_only: false,
      enabled: true,
      default: false,
      wants: { kinds: ['service'], tags: ['shop'], statuses: ['down'] },
      config: {},
      secrets: ['token', 'url'],
      leads_to: 'ntfy.example.com',
      version: 1,
      created: iso(T0),
      changed: iso(T0),
      proved: null,
      failed: null,
    });
    expect((await w.send('GET', '/api/channels/operations-nachte')).body).toEqual(answer.body);
    const row = (await w.store.channel('operations-nachte'))!;
    expect(JSON.stringify(row)).not.toContain('hush');
    expect(await openSecrets(SEALED_BY_BASE64, row.id, row.sealed)).toEqual({
      url: 'https://ntfy.example.com/hush-topic',
      token: 'tk_hush-token',
    });
    await expect(openSecrets(SEALED_BY_BASE64, 'another', row.sealed)).rejects.toThrow();
  });

  it('finds four shapes in the seed', () => expect(SEED_CONFIGS).toHaveLength(4));

  it.each(SEED_CONFIGS)('takes the config of the seed for %s as it is', async (name, type, config) => {
    const w = await channelWorld();
    const { status, body } = await w.send('POST', '/api/channels', { name, type, config });
    expect(status).toBe(201);
    const shown = body as unknown as Shown;
    expect(Object.keys(shown.config).concat(shown.secrets).sort()).toEqual(Object.keys(config).sort());
    expect(config).toMatchObject(shown.config);
    const row = (await w.store.channel(shown.id))!;
    const secrets = await openSecrets(SEALED_BY_BASE64, row.id, row.sealed);
    expect(Object.values(secrets).sort()).toEqual(shown.secrets.map((field) => config[field]).sort());
  });

  it.each([
    ['email', { to_email: 'a@example.com, b@example.com' }, 'a@example.com, b@example.com'],
    ['sms', { to_number: '+491701234567' }, '+491701234567'],
    ['telegram', { bot_token: `123456:${'a'.repeat(30)}`, chat_id: '@alerts' }, 'chat @alerts'],
    ['pagerduty', { routing_key: 'a'.repeat(32) }, 'PagerDuty'],
    [
      'teams',
      { webhook_url: 'https://example.webhook.office.com:8443/hush' },
      'example.webhook.office.com:8443',
    ],
    ['webhook', { url: 'https://a.example/hush', template: { a: ['{{at}}'] } }, 'a.example'],
  ])('%s says where it leads', async (type, config, place) => {
    const w = await channelWorld();
    const answer = await w.send('POST', '/api/channels', { name: 'x', type, config });
    expect([answer.status, answer.body.leads_to]).toEqual([201, place]);
  });

  it('makes an id of the name that neither a channel nor the settings have, or may have', async () => {
    const w = await channelWorld();
    const idOf = async (name: string) => (await w.add({ name })).id;
    expect(await idOf('Slack')).toBe('slack-2');
    expect(await idOf('  Night -- shift! ')).toBe('night-shift');
    expect(await idOf('Night shift')).toBe('night-shift-2');
    expect(await idOf('夜')).toBe('discord-2');
    expect(await idOf('x'.repeat(200))).toBe('x'.repeat(64));
    expect(await idOf('x'.repeat(200))).toBe(`${'x'.repeat(62)}-2`);
  });

  it('is 409 where the id is taken, or is one of the settings', async () => {
    const w = await channelWorld();
    await w.add({ id: 'mine' });
    const addWith = async (id: string) => {
      const { status, body } = await w.post({ id });
      return [status, body.error];
    };
    expect(await addWith('mine')).toEqual([409, 'The channel "mine" exists already']);
    expect(await addWith('telegram')).toEqual([
      409,
      expect.stringContaining('comes from the settings of this server'),
    ]);
  });

  it('is 409 where there are 500', async () => {
    const w = await channelWorld();
    const first = (await w.add({ id: 'n0' })).id;
    const row = (await w.store.channel(first))!;
    for (let n = 1; n < 500; n++) await w.store.putChannel({ ...row, id: `n${n}` });
    const { status, body } = await w.post({});
    expect([status, body.error]).toEqual([409, 'There are 500 channels: remove one first']);
  });

  it('takes plain http only where receivers may be private', async () => {
    const config = { webhook_url: 'http://10.0.0.1/hook' };
    const open = await channelWorld({ allowPrivateTargets: true });
    expect((await open.post({ config })).status).toBe(201);
    const { status, body } = await (await channelWorld()).post({ config });
    expect([status, body.error]).toEqual([400, 'config.webhook_url must be an https URL']);
  });

  it('that wants a monitor which nobody has is 400', async () => {
    const w = await channelWorld();
    await w.has({ id: 'payment-api' });
    const { status, body } = await w.post({
      wants: { ids: ['payment-api', 'service/payment-api', 'daemon/payment-api', 'nobody'] },
    });
    expect([status, body.issues]).toEqual([
      400,
      [
        { path: 'wants.ids[2]', message: 'is the id of no monitor' },
        { path: 'wants.ids[3]', message: 'is the id of no monitor' },
      ],
    ]);
    expect((await w.post({ wants: { ids: ['payment-api', 'service/payment-api'] } })).status).toBe(201);
  });
});

const EMAIL = { to_email: 'a@example.com' };
const SERVER = { smtp_server: 'mail.example.com', username: 'u', password: 'p' };
const SMS = { to_number: '+491701234567' };

describe('a wrong body is 400 with the place that does not fit', () => {
  it.each([
    [{}, 'type', 'is required'],
    [{ name: 'x', type: 'fax', config: {} }, 'type', 'must be email, slack, discord, sms'],
    [{ type: 'email', config: EMAIL }, 'name', 'is required'],
    [{ name: '', type: 'email', config: EMAIL }, 'name', 'must not be empty'],
    [{ name: 'x', type: 'email' }, 'config', 'is required'],
    [{ name: 'x', type: 'email', config: [] }, 'config', 'must be an object'],
    [{ id: 'Mine', name: 'x', type: 'email', config: EMAIL }, 'id', 'must be 1 to 64 characters'],
    [{ id: 'owner:a@b', name: 'x', type: 'email', config: EMAIL }, 'id', 'must be 1 to 64 characters'],
    [{ id: 'x'.repeat(65), name: 'x', type: 'email', config: EMAIL }, 'id', 'must have at most 64'],
    ...wrongConfigs('email', [
      [{}, 'to_email', 'is required'],
      [{ to_email: 'nobody' }, 'to_email', 'must be e-mail addresses'],
      [{ to_email: 'a@example.com,' }, 'to_email', 'must be e-mail addresses'],
      [{ to_email: 'a@example.com\r\nBcc: b@example.com' }, 'to_email', 'must be e-mail addresses'],
      [{ ...EMAIL, from_email: 'A <a@example.com>' }, 'from_email', 'must be an e-mail address'],
      [{ ...EMAIL, smtp_server: 'smtp://mail.example.com' }, 'smtp_server', 'must be the name or address'],
      [{ ...EMAIL, smtp_server: 'mail.example.com:25' }, 'smtp_server', 'must be the name or address'],
      [{ ...EMAIL, ...SERVER, smtp_port: 0 }, 'smtp_port', 'must be a whole number from 1 to 65,535'],
      [{ ...EMAIL, ...SERVER, smtp_port: '587' }, 'smtp_port', 'must be a whole number'],
      [{ ...EMAIL, smtp_port: 25 }, 'smtp_server', 'is required beside smtp_port'],
      [{ ...EMAIL, ...SERVER, password: null }, 'password', 'is required beside username'],
      [{ ...EMAIL, ...SERVER, username: undefined }, 'username', 'is required beside password'],
      [{ ...EMAIL, username: 'u', password: 'p' }, 'smtp_server', 'is required beside'],
      [{ ...EMAIL, pasword: 'p' }, '', 'does not have pasword; it has to_email, smtp_server'],
    ]),
    ...wrongConfigs('slack', [
      [{}, 'webhook_url', 'is required'],
      [{ webhook_url: 'hooks.slack.com/services' }, 'webhook_url', 'must be an https URL'],
      [{ webhook_url: 'https://' }, 'webhook_url', 'must be an https URL'],
      [{ webhook_url: 'ftp://a.example/b' }, 'webhook_url', 'must be an https URL'],
      [{ webhook_url: 'http://a.example/b' }, 'webhook_url', 'must be an https URL'],
      [{ webhook_url: `https://a.example/${'x'.repeat(2_000)}` }, 'webhook_url', 'must have at most 2000'],
      [{ webhook_url: 'https://a.example', channel: 5 }, 'channel', 'must be text'],
    ]),
    ...wrongConfigs('discord', [[{ webhook_url: 7 }, 'webhook_url', 'must be text']]),
    ...wrongConfigs('teams', [[{ webhook_url: '' }, 'webhook_url', 'must not be empty']]),
    ...wrongConfigs('sms', [
      [{ to_number: '0170 1234567' }, 'to_number', 'must be one number in international form'],
      [{ ...SMS, account_sid: 'AC1' }, 'auth_token', 'is required beside account_sid'],
      [{ ...SMS, account_sid: 'AC1', auth_token: 't' }, 'from_number', 'is required beside account_sid'],
      [{ ...SMS, account_sid: 'AC1/../2' }, 'account_sid', 'must be letters, digits'],
      [{ ...SMS, auth_token: 't' }, 'account_sid', 'is required beside auth_token'],
      [{ ...SMS, from_number: 'me' }, 'from_number', 'must be a number in international form'],
      [{ ...SMS, per_hour: 1_001 }, 'per_hour', 'must be a whole number from 1 to 1,000'],
    ]),
    ...wrongConfigs('pagerduty', [[{ routing_key: 'short' }, 'routing_key', 'must be the 32 letters']]),
    ...wrongConfigs('telegram', [
      [{ bot_token: 'x', chat_id: '1' }, 'bot_token', 'must be the token that BotFather gave'],
      [{ bot_token: `1:${'a'.repeat(30)}`, chat_id: 'a b' }, 'chat_id', "must be a chat's number"],
    ]),
    ...wrongConfigs('ntfy', [
      [{ url: 'https://n.example', token: 'a b' }, 'token', 'must be letters, digits and'],
    ]),
    ...wrongConfigs('webhook', [
      [{ url: 'https://w.example', secret: 'whsec_short' }, 'secret', 'must be whsec_ and 24 to 64'],
      [{ url: 'https://w.example', template: 'x'.repeat(16_385) }, 'template', 'does not work'],
      [{ url: 'https://w.example', template: nested(40) }, 'template', 'does not work'],
      [{ url: `https://w.example/${'é'.repeat(1_900)}`, secret: `whsec_${'a'.repeat(32)}` }, '', undefined],
      [{ url: `https://w.example/${'夜'.repeat(1_900)}` }, '', 'has more than 4 KiB of secrets'],
    ]),
  ])('%j', async (body, path, message) => {
    const w = await channelWorld();
    const answer = await w.send('POST', '/api/channels', body);
    if (message === undefined) return expect(answer.status).toBe(201);
    expect(answer.status).toBe(400);
    expect((answer.body.issues as object[])[0]).toEqual({ path, message: expect.stringContaining(message) });
    expect(await w.store.listChannels()).toEqual([]);
  });

  it.each([
    [{ kinds: ['server'] }, 'wants.kinds[0]', 'must be service, scheduler, daemon or application'],
    [{ statuses: ['late'] }, 'wants.statuses[0]', 'must be down, degraded, up, paused or unknown'],
    [{ tags: ['x'.repeat(65)] }, 'wants.tags[0]', 'must have at most 64'],
    [{ tags: 'shop' }, 'wants.tags', 'must be an array'],
    [{ ids: ['server/a'] }, 'wants.ids[0]', 'must be the id of a monitor'],
    [{ ids: ['service/a/b'] }, 'wants.ids[0]', 'must be the id of a monitor'],
    [{ ids: [''] }, 'wants.ids[0]', 'must not be empty'],
    [{ tag: 'shop' }, 'wants', 'does not have tag; it has kinds, tags, ids, statuses'],
  ])('wants %j', async (wants, path, message) => {
    const { status, body } = await (await channelWorld()).post({ wants });
    expect(status).toBe(400);
    expect((body.issues as object[])[0]).toEqual({ path, message: expect.stringContaining(message) });
  });
});

type Wrong = readonly [config: object, field: string, message: string | undefined];

function wrongConfigs(type: string, wrongs: readonly Wrong[]): [object, string, string | undefined][] {
  return wrongs.map(([config, field, message]) => [
    { name: 'x', type, config },
    field ? `config.${field}` : 'config',
    message,
  ]);
}

function nested(levels: number): unknown {
  return levels === 0 ? '' : [nested(levels - 1)];
}

describe('the list', () => {
  it('goes by id, with those of the settings, which are read-only, and how each one is', async () => {
    const w = await channelWorld();
    w.channels.own.push(
      aKnownChannel('slack', { name: 'Slack', leadsTo: 'hooks.slack.com', isDefault: true }),
    );
    await w.add({ id: 'a', enabled: false });
    await w.add({ id: 'z', default: true });
    await w.store.noteChannelHealth('slack', { provedAt: T0, provedBy: 'delivery' });
    await w.store.noteChannelHealth('z', { failedAt: T0 + SECOND, failure: '404 no_service' });
    const { body } = await w.send('GET', '/api/channels');
    expect(body).toMatchObject({ total: 3, cursor: null });
    const channels = body.channels as Shown[];
    expect(channels.map(({ id, source, enabled, default: d }) => [id, source, enabled, d])).toEqual([
      ['a', 'api', false, false],
      ['slack', 'settings', true, true],
      ['z', 'api', true, true],
    ]);
    expect(channels[1]).toEqual({
      id: 'slack',
      name: 'Slack',
      type: 'slack',
      source: 'settings',
      read_only: true,
      enabled: true,
      default: true,
      wants: {},
      config: {},
      secrets: [],
      leads_to: 'hooks.slack.com',
      version: null,
      created: null,
      changed: null,
      proved: { at: iso(T0), by: 'delivery' },
      failed: null,
    });
    expect(channels[2]).toMatchObject({
      proved: null,
      failed: { at: iso(T0 + SECOND), answer: '404 no_service' },
    });
    for (const one of channels) expect((await w.send('GET', `/api/channels/${one.id}`)).body).toEqual(one);
  });

  it('pages, and a page does not move when channels come or go', async () => {
    const w = await channelWorld();
    for (const id of ['a', 'c', 'e', 'g']) await w.add({ id });
    const page = async (query: string) => (await w.send('GET', `/api/channels?limit=2${query}`)).body;
    const idsOf = (body: Record<string, unknown>) => (body.channels as Shown[]).map(({ id }) => id);
    const first = await page('');
    expect([idsOf(first), first.total]).toEqual([['a', 'c'], 4]);
    await w.add({ id: 'b' });
    await w.send('DELETE', '/api/channels/c');
    const second = await page(`&cursor=${first.cursor}`);
    expect([idsOf(second), second.total, second.cursor]).toEqual([['e', 'g'], 4, null]);
    expect((await w.send('GET', '/api/channels?cursor=x')).status).toBe(400);
  });
});

describe('changing a channel', () => {
  const change = (w: Awaited<ReturnType<typeof channelWorld>>, body: object, id = 'mine') =>
    w.send('PUT', `/api/channels/${id}`, body);

  it('changes what is given and keeps the rest, at once for whoever routes', async () => {
    const w = await channelWorld();
    const before = await w.add({ id: 'mine', wants: { tags: ['shop'] } });
    expect(await w.channels.known()).toMatchObject([{ id: 'mine', enabled: true }]);
    w.clock.advance(HOUR);
    const { status, body } = await change(w, { name: 'Other', enabled: false, config: { username: 'Bot' } });
    expect([status, body]).toEqual([
      200,
      {
        ...before,
        name: 'Other',
        enabled: false,
        config: { username: 'Bot' },
        version: 2,
        changed: iso(T0 + HOUR),
      },
    ]);
    expect(await w.channels.known()).toMatchObject([{ id: 'mine', name: 'Other', enabled: false }]);
    expect(await w.secretsOf('mine')).toEqual({ webhookUrl: 'https://discord.com/api/webhooks/hush' });
  });

  it('null takes away what may be left out, and wants are given whole', async () => {
    const w = await channelWorld();
    const config = { webhook_url: 'https://discord.com/api/webhooks/hush', username: 'Bot' };
    await w.add({ id: 'mine', config, wants: { tags: ['shop'], kinds: ['daemon'] }, default: true });
    const { body } = await change(w, { config: { username: null }, wants: { tags: ['db'] }, name: null });
    expect(body).toMatchObject({ name: 'Mine', config: {}, wants: { tags: ['db'] }, default: true });
    expect(body.wants).toEqual({ tags: ['db'] });
    const refused = await change(w, { config: { webhook_url: null } });
    expect([refused.status, refused.body.error]).toEqual([400, 'config.webhook_url is required']);
  });

  it('one secret is changed without the others', async () => {
    const w = await channelWorld();
    const old = `whsec_${'a'.repeat(32)}`;
    const fresh = `whsec_${'b'.repeat(32)}`;
    await w.add({ id: 'mine', type: 'webhook', config: { url: 'https://w.example/hush', secret: old } });
    const { body } = await change(w, { config: { secret: fresh } });
    expect(body).toMatchObject({ secrets: ['secret', 'url'], leads_to: 'w.example' });
    expect(await w.secretsOf('mine')).toEqual({ url: 'https://w.example/hush', secret: fresh });
    expect((await change(w, { config: { secret: null } })).body.secrets).toEqual(['url']);
    expect(await w.secretsOf('mine')).toEqual({ url: 'https://w.example/hush' });
  });

  it.each([
    [{ smtp_server: 'evil.example.com' }, 'config.password'],
    [{ smtp_port: 25 }, 'config.password'],
    [{ smtp_port: null }, 'config.password'],
    [{ smtp_server: 'evil.example.com', username: 'u' }, 'config.password'],
  ])('%j of e-mail asks for the password anew', async (config, path) => {
    const w = await channelWorld();
    await w.add({ id: 'mine', type: 'email', config: { ...EMAIL, ...SERVER, smtp_port: 587 } });
    const { status, body } = await change(w, { config });
    expect([status, (body.issues as { path: string; message: string }[])[0]]).toEqual([
      400,
      { path, message: expect.stringContaining('must be given anew') },
    ]);
    expect(await w.secretsOf('mine')).toEqual({ password: 'p' });
    const given = await change(w, { config: { ...config, password: 'another' } });
    expect([given.status, await w.secretsOf('mine')]).toEqual([200, { password: 'another' }]);
  });

  it('the same server, or another name there, keeps the password; without a login there is none', async () => {
    const w = await channelWorld();
    await w.add({ id: 'mine', type: 'email', config: { ...EMAIL, ...SERVER } });
    expect((await change(w, { config: { smtp_server: SERVER.smtp_server, username: 'v' } })).status).toBe(
      200,
    );
    expect(await w.secretsOf('mine')).toEqual({ password: 'p' });
    const bare = { smtp_server: 'other.example.com', username: null, password: null };
    expect((await change(w, { config: bare })).body).toMatchObject({ secrets: [] });
    expect((await w.store.channel('mine'))?.sealed).toBeUndefined();
  });

  it('a topic of ntfy elsewhere asks for its token anew', async () => {
    const w = await channelWorld();
    const config = { url: 'https://ntfy.sh/hush', token: 'tk_hush' };
    await w.add({ id: 'mine', type: 'ntfy', config });
    const moved = await change(w, { config: { url: 'https://evil.example/hush' } });
    expect([moved.status, moved.body.error]).toEqual([
      400,
      'config.token must be given anew, since url changes where it is sent',
    ]);
    expect((await change(w, { config: { token: 'tk_other' } })).status).toBe(200);
    expect((await change(w, { config: { url: 'https://evil.example/hush', token: null } })).status).toBe(200);
  });

  it.each([
    [{ type: 'slack' }, 'type', 'cannot change: it is discord'],
    [{ id: 'other' }, 'id', 'must be the one in the address'],
    [{ config: { channel: '#a' } }, 'config', 'does not have channel; it has webhook_url, username'],
    [{ config: { webhook_url: 'http://a.example' } }, 'config.webhook_url', 'must be an https URL'],
    [{ config: 'x' }, 'config', 'must be an object'],
    [{ version: 0 }, 'version', 'must be a whole number'],
    [{ wants: { ids: ['nobody'] } }, 'wants.ids[0]', 'is the id of no monitor'],
  ])('%j is 400', async (body, path, message) => {
    const w = await channelWorld();
    const before = await w.add({ id: 'mine' });
    const answer = await change(w, body);
    expect([answer.status, (answer.body.issues as object[])[0]]).toEqual([
      400,
      { path, message: expect.stringContaining(message) },
    ]);
    expect((await w.send('GET', '/api/channels/mine')).body).toEqual(before);
  });

  it('keeps an id that it wanted when its monitor was there', async () => {
    const w = await channelWorld();
    await w.has({ id: 'a', config: { source: 'api' } });
    await w.add({ id: 'mine', wants: { ids: ['a'] } });
    expect((await w.send('DELETE', '/api/services/a')).status).toBe(204);
    expect((await change(w, { wants: { ids: ['a'], statuses: ['down'] } })).status).toBe(200);
  });

  it('with a version changes only that one; without, a change in between is not lost', async () => {
    const w = await channelWorld();
    await w.add({ id: 'mine' });
    expect((await change(w, { name: 'A', version: 1 })).body.version).toBe(2);
    const late = await change(w, { name: 'B', version: 1 });
    expect([late.status, late.body.error]).toEqual([409, 'Somebody changed it meanwhile: read it again']);
    const putChannel = w.store.putChannel.bind(w.store);
    w.store.putChannel = async (row, replacing) => {
      w.store.putChannel = putChannel;
      await change(w, { enabled: false });
      return putChannel(row, replacing);
    };
    expect((await change(w, { name: 'C' })).body).toMatchObject({ name: 'C', enabled: false, version: 4 });
  });

  it('of the settings is 409, as is taking it away', async () => {
    const w = await channelWorld();
    w.channels.own.push(aKnownChannel('slack'));
    const sentence = 'The channel "slack" comes from the settings of this server: change it there';
    for (const method of ['PUT', 'DELETE']) {
      const { status, body } = await w.send(method, '/api/channels/slack', {});
      expect([status, body]).toEqual([409, { error: sentence }]);
    }
  });
});

it('a channel that is taken away is gone at once', async () => {
  const w = await channelWorld();
  await w.add({ id: 'mine' });
  await w.channels.known();
  expect((await w.send('DELETE', '/api/channels/mine')).status).toBe(204);
  expect(await w.channels.known()).toEqual([]);
  expect((await w.send('DELETE', '/api/channels/mine')).status).toBe(404);
});

describe('a test', () => {
  it.each([
    ['took it', { ok: true, answer: '200 ok', tookMs: 182 }],
    ['refused it', { ok: false, answer: '404 no_service', tookMs: 96 }],
  ])('is 200 where the receiver %s', async (_what, outcome) => {
    const w = await channelWorld();
    w.channels.own.push(aKnownChannel('slack'));
    await w.add({ id: 'mine' });
    for (const id of ['mine', 'slack']) {
      w.tests.set(id, outcome);
      const { status, body } = await w.send('POST', `/api/channels/${id}/test`);
      expect([status, body]).toEqual([
        200,
        { ok: outcome.ok, answer: outcome.answer, took_ms: outcome.tookMs },
      ]);
    }
  });
});

it.each([
  ['GET', ''],
  ['PUT', ''],
  ['DELETE', ''],
  ['POST', '/test'],
])('%s of an unknown channel is 404', async (method, path) => {
  const w = await channelWorld();
  for (const id of ['nobody', 'Nobody', '%', 'owner:a@example.com', 'x'.repeat(300), 'a%20b', 'slack']) {
    const { status, body } = await w.send(
      method,
      `/api/channels/${id}${path}`,
      method === 'PUT' ? {} : undefined,
    );
    expect([id, status, body]).toEqual([id, 404, { error: 'Unknown channel' }]);
  }
});

const ROLES = ['admin', 'writer', 'reader', 'beat'] as const;

it.each([
  ['GET', '/api/channels', 'reader'],
  ['GET', '/api/channels/mine', 'reader'],
  ['POST', '/api/channels/resolve', 'reader'],
  ['POST', '/api/channels', 'admin'],
  ['PUT', '/api/channels/mine', 'admin'],
  ['POST', '/api/channels/mine/test', 'admin'],
  ['DELETE', '/api/channels/mine', 'admin'],
] as const)('%s %s is for the %s and above, public or not', async (method, path, least) => {
  const w = await channelWorld({ dashboardAccess: 'public' });
  await w.add({ id: 'mine' });
  const mayCome = ROLES.slice(0, ROLES.indexOf(least) + 1);
  for (const role of ROLES) {
    await w.hasKey(`the-${role}`, role);
    const { status } = await w.send(method, path, {}, { headers: bearer(`the-${role}`) });
    const comesIn = mayCome.some((one) => one === role);
    expect([role, status === 403]).toEqual([role, !comesIn]);
  }
  expect((await w.send(method, path, {}, { headers: {} })).status).toBe(401);
});

it('no secret is in any answer or line of the log', async () => {
  const w = await channelWorld();
  const planted = {
    email: { ...EMAIL, ...SERVER, password: 'hush-1' },
    slack: { webhook_url: 'https://hooks.slack.com/hush-2' },
    discord: { webhook_url: 'https://discord.com/hush-3' },
    sms: { ...SMS, account_sid: 'AC1', auth_token: 'hush-4', from_number: '12345' },
    teams: { webhook_url: 'https://teams.example/hush-5' },
    pagerduty: { routing_key: `${'0'.repeat(27)}hush6` },
    telegram: { bot_token: `123456:${'a'.repeat(20)}-hush-7`, chat_id: '1' },
    ntfy: { url: 'https://ntfy.sh/hush-8', token: 'hush-9' },
    webhook: { url: 'https://w.example/hush-10', secret: `whsec_${'a'.repeat(28)}hush` },
  };
  const answers: unknown[] = [];
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await w.send(method, path, body);
    answers.push(answer);
    return answer;
  };
  for (const [type, config] of Object.entries(planted)) {
    const id = `my-${type}`;
    expect((await ask('POST', '/api/channels', { id, name: id, type, config })).status).toBe(201);
    await ask('POST', '/api/channels', { id, name: id, type, config });
    await ask('POST', '/api/channels', { name: id, type, config: { ...config, from_email: 5, x: 1 } });
    await ask('PUT', `/api/channels/${id}`, { config });
    await ask('PUT', `/api/channels/${id}`, {
      config: { ...config, webhook_url: 'http://hush' },
      version: 99,
    });
    await ask('GET', `/api/channels/${id}`);
    await ask('POST', `/api/channels/${id}/test`);
  }
  await ask('GET', '/api/channels');
  await ask('POST', '/api/channels/resolve', { kind: 'service', id: 'a', tags: [] });
  w.store.putChannel = async () => {
    throw new Error('The disk is on fire');
  };
  expect((await ask('PUT', '/api/channels/my-ntfy', { config: planted.ntfy })).status).toBe(500);
  expect(w.lines).toHaveLength(1);
  const shown = JSON.stringify([answers, w.lines]);
  expect(shown).not.toContain('hush');
  for (const { sealed } of await w.store.listChannels()) {
    for (const text of Object.values(JSON.parse(sealed!) as object)) expect(shown).not.toContain(text);
  }
});
