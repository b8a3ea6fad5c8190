import { describe, expect, test } from '@jest/globals';
import type { RunningServer } from '../../embedded/server.ts';
import { welcome } from '../../embedded/welcome.ts';

const KEY = 'hbc_the-admin-key-itself';

const server = (more: Partial<RunningServer> = {}): RunningServer => ({
  url: 'http://127.0.0.1:3000',
  publicUrl: 'http://127.0.0.1:3000',
  adminKey: { value: KEY, file: 'data/admin-key' },
  services: { found: true, ids: ['keyed', 'open'], open: ['open'] },
  channels: [],
  ticketsHandled: () => 0,
  stop: async () => {},
  ...more,
});

describe('the lines at start', () => {
  test('show the admin key to a terminal only; elsewhere they name its file', () => {
    expect(welcome(server(), true)).toContain(KEY);
    expect(welcome(server(), false)).not.toContain(KEY);
    expect(welcome(server(), false)).toContain('in the file data/admin-key');
  });

  test('never show a key that the operator gave', () => {
    const given = server({ adminKey: { value: KEY } });
    expect(welcome(given, true)).not.toContain(KEY);
    expect(welcome(given, true)).toContain('the one in ADMIN_API_KEY');
  });

  test('lead to a heartbeat that will be accepted', () => {
    expect(welcome(server(), false)).toContain(`/api/heartbeat -d '{"serviceId": "open"}'`);
    const keyed = server({ services: { found: true, ids: ['keyed'], open: [] } });
    expect(welcome(keyed, false)).toContain(`Bearer THE-KEY" -d '{"serviceId": "keyed"}'`);
    const none = server({ services: { found: false, ids: [], open: [] } });
    expect(welcome(none, false)).toContain('/api/services -H "X-API-Key: $(cat data/admin-key)"');
  });

  test('say where alerts go, or how to make them go somewhere', () => {
    expect(welcome(server({ channels: ['slack', 'email'] }), false)).toContain('slack, email');
    expect(welcome(server(), false)).toContain('POST /api/channels');
  });
});
