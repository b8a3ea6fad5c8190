import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Log } from '../../core/ports/log.ts';
import { startServer } from '../../embedded/server.ts';
import { readSettings } from '../../embedded/settings.ts';
import { SILENT_LOG } from '../support/stage.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'server-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('a start', () => {
  test('that fails leaves neither its port nor its folder taken', async () => {
    const servicesFile = join(directory, 'services.json');
    const settings = readSettings({
      PORT: String(await freePort()),
      DATA_DIR: join(directory, 'data'),
      SERVICES_FILE: servicesFile,
    });
    writeFileSync(servicesFile, '[{"nonsense": true}]');
    await expect(startServer(settings, SILENT_LOG)).rejects.toThrow();
    expect(existsSync(join(directory, 'data', 'heartbeat.db-wal'))).toBe(false);
    writeFileSync(servicesFile, '[]');
    const server = await startServer(settings, SILENT_LOG);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await server.stop();
  });

  test('says which channels cannot send any more: the key of their secrets was lost', async () => {
    const settings = readSettings({
      PORT: '0',
      DATA_DIR: join(directory, 'data'),
      ADMIN_API_KEY: 'a-key-of-thirty-two-characters-or-more',
    });
    const errors: unknown[] = [];
    const log: Log = { ...SILENT_LOG, error: (facts, words) => errors.push([facts, words]) };
    const first = await startServer(settings, log);
    const added = await fetch(`${first.url}/api/channels`, {
      method: 'POST',
      headers: { 'x-api-key': 'a-key-of-thirty-two-characters-or-more' },
      body: JSON.stringify({
        id: 'ops',
        name: 'Ops',
        type: 'slack',
        config: { webhook_url: 'https://hooks.slack.com/services/T0/B0/x' },
      }),
    });
    expect([added.status, await added.text()]).toEqual([201, expect.any(String)]);
    await first.stop();
    const again = await startServer(settings, log);
    await again.stop();
    expect(errors).toEqual([]);
    rmSync(join(directory, 'data', 'channel-key'));
    const last = await startServer(settings, log);
    await last.stop();
    expect(errors).toEqual([
      [{ channels: ['ops'] }, 'The secrets of channels do not open with the channel-key of DATA_DIR'],
    ]);
  });
});
