import { expect, test } from '@jest/globals';
import { Turnstile } from '../../adapters/sns/turnstile.ts';

/** Pauses that end when a test says so. */
class Pauses {
  readonly #open: (() => void)[] = [];
  begun = 0;

  readonly pause = (): Promise<void> => {
    this.begun += 1;
    return new Promise((resolve) => this.#open.push(resolve));
  };

  async end(): Promise<void> {
    this.#open.shift()?.();
    await settled();
  }
}

const settled = (): Promise<void> => new Promise(setImmediate);

test('the first passes at once, and each further one after a pause', async () => {
  const pauses = new Pauses();
  const turnstile = new Turnstile(pauses.pause);
  const passed: string[] = [];
  for (const name of ['a', 'b', 'c']) void turnstile.pass().then(() => passed.push(name));
  expect(turnstile.waiting).toBe(3);
  await settled();
  expect(passed).toEqual(['a']);
  expect(turnstile.waiting).toBe(2);
  await pauses.end();
  expect(passed).toEqual(['a', 'b']);
  await pauses.end();
  expect(passed).toEqual(['a', 'b', 'c']);
  expect(turnstile.waiting).toBe(0);
});

test('who comes during the pause waits for its end, who comes later does not', async () => {
  const pauses = new Pauses();
  const turnstile = new Turnstile(pauses.pause);
  await turnstile.pass();
  let passed = false;
  const second = turnstile.pass().then(() => {
    passed = true;
  });
  await settled();
  expect(passed).toBe(false);
  await pauses.end();
  await second;
  await pauses.end();
  await turnstile.pass();
  expect(pauses.begun).toBeGreaterThanOrEqual(2);
});
