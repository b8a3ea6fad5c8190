import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hashKey } from '../../adapters/system/keys.ts';
import { OptionsError } from '../../lib/context.ts';
import { readServices, ServicesFileError } from '../../lib/services-file.ts';

describe('services to deploy', () => {
  let directory: string;
  const file = (): string => join(directory, 'services.json');
  const write = (services: unknown): void => writeFileSync(file(), JSON.stringify(services));

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'heartbeat-services-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('bear hashes in place of their keys, and no key', () => {
    write([
      { serviceId: 'shop', apiKey: 'env:SHOP_KEY' },
      { serviceId: 'till', apiKey: 'a-key-in-the-file' },
      { serviceId: 'open' },
    ]);
    const services = readServices(file(), { SHOP_KEY: 'a-key-in-the-environment' });
    expect(services?.map(({ serviceId, keyHash }) => [serviceId, keyHash])).toEqual([
      ['shop', hashKey('a-key-in-the-environment')],
      ['till', hashKey('a-key-in-the-file')],
      ['open', undefined],
    ]);
    expect(JSON.stringify(services)).not.toMatch(/a-key-in/);
  });

  test('are not deployed where a key is missing in the environment', () => {
    write([{ serviceId: 'shop', apiKey: 'env:SHOP_KEY' }]);
    expect(() => readServices(file(), {})).toThrow(ServicesFileError);
    expect(() => readServices(file(), {})).toThrow(/SHOP_KEY/);
    expect(() => readServices(file(), {})).toThrow(/Without -c servicesFile no file is read/);
  });

  test('come from a file that was named, or not at all', () => {
    expect(readServices(undefined, {})).toBeUndefined();
    expect(() => readServices(join(directory, 'nowhere.json'), {})).toThrow(OptionsError);
    expect(() => readServices(join(directory, 'nowhere.json'), {})).toThrow(/servicesFile/);
  });
});
