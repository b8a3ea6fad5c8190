import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { loadServicesFile, releaseOrphans } from '../../embedded/services-file.ts';
import { openHttpWorld } from '../support/http-world.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'heartbeat-services-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('a services file that was deleted leaves its services to the API, and says so once', async () => {
  const { runtime, store, warnings } = await openHttpWorld();
  const file = join(directory, 'services.json');
  const load = async () => {
    const loaded = await loadServicesFile(file, runtime, runtime.log);
    if (!loaded.found) await releaseOrphans(runtime);
    return loaded;
  };
  writeFileSync(file, '[{"serviceId": "a"}]');
  expect(await load()).toEqual({ found: true, ids: ['a'], open: ['a'] });
  rmSync(file);
  for (let start = 0; start < 2; start++) expect(await load()).toEqual({ found: false, ids: [], open: [] });
  expect(await store.read({ kind: 'service', id: 'a' })).toMatchObject({
    status: 'unknown',
    config: { source: 'api' },
  });
  expect(warnings).toEqual([
    [{ released: ['a'] }, "There is no services file: its services are the API's now"],
  ]);
});
