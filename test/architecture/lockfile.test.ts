import { describe, expect, test } from '@jest/globals';
import { missingOptional, readLockfile } from '../support/complete-lockfile.ts';

describe('the lockfile', () => {
  test('names every package of every platform, so that npm ci takes it everywhere (npm run lockfile)', () => {
    expect(missingOptional(readLockfile())).toEqual([]);
  });

  test('names no host', () => {
    const resolved = Object.values(readLockfile().packages).filter((entry) => entry.resolved !== undefined);
    expect(resolved).toEqual([]);
  });
});
