import { describe, expect, test } from '@jest/globals';
import { Lanes } from '../../embedded/lanes.ts';

const turns = async (count = 50): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

/** Tasks that end when they are told to, and the order in which they began. */
function tasks() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    task: (name: string) => () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    },
    end: async (name: string) => {
      ends.get(name)?.();
      await turns();
    },
  };
}

describe('lanes', () => {
  test('run the tasks of one lane one after another, in the order they came', async () => {
    const lanes = new Lanes();
    const { begun, task, end } = tasks();
    for (const name of ['a1', 'a2', 'a3']) lanes.run('a', 'group', task(name));
    lanes.run('b', 'group', task('b1'));
    await turns();
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'a2']);
    await end('a2');
    expect(begun).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  test('run at most 16 lanes of a group at a time', async () => {
    const lanes = new Lanes();
    const { begun, task, end } = tasks();
    for (let i = 0; i < 20; i++) lanes.run(`lane ${i}`, 'group', task(`${i}`));
    await turns();
    expect(begun).toHaveLength(16);
    await end('3');
    expect(begun).toHaveLength(17);
  });

  test('let a full group delay no other', async () => {
    const lanes = new Lanes();
    const { begun, task } = tasks();
    for (let i = 0; i < 100; i++) lanes.run(`lane ${i}`, 'slow', task(`slow ${i}`));
    lanes.run('lane', 'fast', task('fast'));
    await turns();
    expect(begun).toContain('fast');
  });

  test('let a long lane hold no place that another lane of its group could use', async () => {
    const lanes = new Lanes();
    const { begun, task } = tasks();
    for (let i = 0; i < 100; i++) lanes.run('long', 'group', task(`long ${i}`));
    lanes.run('other', 'group', task('other'));
    await turns();
    expect(begun).toEqual(['long 0', 'other']);
  });

  test('are idle when everything is done, with what came meanwhile', async () => {
    const lanes = new Lanes();
    const { begun, task, end } = tasks();
    await lanes.idle();
    lanes.run('a', 'group', task('a1'));
    let idle = false;
    const waiting = lanes.idle().then(() => {
      idle = true;
    });
    await turns();
    lanes.run('b', 'group', task('b1'));
    await end('a1');
    expect(idle).toBe(false);
    await end('b1');
    await waiting;
    expect(begun).toEqual(['a1', 'b1']);
  });

  test('remember no group that has nothing left to do', async () => {
    const lanes = new Lanes();
    const { task, end } = tasks();
    for (let i = 0; i < 100; i++) lanes.run(`lane ${i}`, `channel owner:${i}@example.com`, task(`${i}`));
    await turns();
    expect(lanes.groupCount).toBe(100);
    for (let i = 0; i < 99; i++) await end(`${i}`);
    expect(lanes.groupCount).toBe(1);
  });
});
