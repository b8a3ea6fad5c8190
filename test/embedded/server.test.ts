import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
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
});
