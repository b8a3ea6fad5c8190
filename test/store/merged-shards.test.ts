import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inParallel } from '../../adapters/dynamodb/in-parallel.ts';
import { mergedShards } from '../../adapters/dynamodb/merged-shards.ts';

async function* inPages(numbers: readonly number[], size: number): AsyncGenerator<readonly number[]> {
  for (let i = 0; i < numbers.length; i += size) yield numbers.slice(i, i + size);
}

const ascending = (a: number, b: number): number => a - b;

describe('merged shards', () => {
  it('are all of them, sorted, in pages that are never empty', async () => {
    const shard = fc.array(fc.nat({ max: 30 })).map((numbers) => numbers.sort(ascending));
    await fc.assert(
      fc.asyncProperty(
        fc.array(shard, { maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        async (shards, size) => {
          const merged: number[] = [];
          for await (const page of mergedShards(
            shards.map((s) => inPages(s, size)),
            ascending,
          )) {
            expect(page.length).toBeGreaterThan(0);
            merged.push(...page);
          }
          expect(merged).toEqual(shards.flat().sort(ascending));
        },
      ),
    );
  });

  it('pass on what a shard fails with', async () => {
    const failing = async function* (): AsyncGenerator<readonly number[]> {
      yield [1];
      throw new Error('gone');
    };
    const read = async () => {
      for await (const _page of mergedShards([failing(), inPages([5], 1)], ascending));
    };
    await expect(read()).rejects.toThrow('gone');
  });
});

describe('work in parallel', () => {
  it('keeps the order of its inputs and never does more than it may at once', async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel([3, 1, 2, 0], 2, async (turns) => {
      running += 1;
      most = Math.max(most, running);
      for (let i = 0; i < turns; i++) await Promise.resolve();
      running -= 1;
      return turns * 10;
    });
    expect(results).toEqual([30, 10, 20, 0]);
    expect(most).toBe(2);
    expect(await inParallel([], 2, async () => 1)).toEqual([]);
  });

  it('begins nothing further after a failure, but ends what was begun', async () => {
    const ended: number[] = [];
    const work = async (n: number) => {
      await Promise.resolve();
      if (n === 0) throw new Error('failed');
      await Promise.resolve();
      ended.push(n);
    };
    await expect(inParallel([0, 1, 2, 3], 2, work)).rejects.toThrow('failed');
    expect(ended).toEqual([1]);
  });
});
