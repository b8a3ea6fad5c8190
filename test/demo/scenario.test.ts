import { describe, expect, test } from '@jest/globals';
import type { DemoClock } from '../../demo/clock.ts';
import { playBeats } from '../../demo/play-beats.ts';
import { playRuns } from '../../demo/play-runs.ts';
import { randomOf } from '../../demo/random.ts';
import { SCENARIO } from '../../demo/scenario.ts';
import type { Member, Scenario } from '../../demo/scenario-shape.ts';
import { momentAt } from '../../demo/scene-of.ts';
import { notYetAsExpected } from '../../demo/shown-as-expected.ts';
import { Stage } from '../../demo/stage.ts';
import { VIEWS } from '../../demo/views.ts';

const { members, scenes, shownThen, still, length, channels } = SCENARIO;
const ids = members.map(({ id }) => id);

describe('the scenario', () => {
  test('names no monitor and no picture twice', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(members.map(({ name }) => name)).size).toBe(ids.length);
    expect(new Set(VIEWS.map(({ name }) => name)).size).toBe(VIEWS.length);
    expect(VIEWS.length).toBeLessThanOrEqual(18);
  });

  test('speaks of monitors and tags that are there', () => {
    const tags = members.flatMap((member) => member.tags);
    for (const { who } of scenes) expect([...ids, ...tags]).toContain('id' in who ? who.id : who.tag);
    for (const id of Object.values(shownThen).flat()) expect(ids).toContain(id);
    for (const { wants } of channels) for (const tag of wants?.tags ?? []) expect(tags).toContain(tag);
  });

  test('asks of each kind only what it can do', () => {
    const able: Readonly<Record<Member['kind'], readonly string[]>> = {
      service: ['down', 'degraded', 'silent', 'flapping'],
      scheduler: ['down', 'silent', 'overrun'],
      daemon: ['down', 'degraded', 'silent', 'flapping'],
      application: ['silent'],
    };
    for (const { who, what } of scenes) {
      const concerned = members.filter(({ id, tags }) =>
        'id' in who ? who.id === id : tags.includes(who.tag),
      );
      for (const { kind } of concerned) expect(able[kind]).toContain(what);
    }
  });

  test('is repeated, or stays at its interesting moment', () => {
    expect([0, 30, length, length + 30].map((at) => momentAt(SCENARIO, at, false))).toEqual([0, 30, 0, 30]);
    expect([0, still, length].map((at) => momentAt(SCENARIO, at, true))).toEqual([0, still, still]);
  });

  test('is as expected only when each monitor is', () => {
    const shown = members.map(({ id, name }) => ({
      name,
      status: Object.entries(shownThen).find(([, of]) => of.includes(id))?.[0] ?? 'up',
    }));
    expect(notYetAsExpected(SCENARIO, shown)).toEqual([]);
    const [first, ...others] = shown;
    expect(notYetAsExpected(SCENARIO, others)).toEqual([`${first!.name} is undefined`]);
    expect(notYetAsExpected(SCENARIO, [{ ...first!, status: 'late' }, ...others])).toEqual([
      `${first!.name} is late`,
    ]);
  });
});

/** Time that passes only when somebody pauses, for so many seconds; then the play ends. */
function playFor(seconds: number) {
  let now = 0;
  const end = new AbortController();
  const clock: DemoClock = {
    now: () => now,
    async pause(ms) {
      now += ms;
      if (now >= seconds * 1_000) end.abort();
    },
  };
  return { clock, signal: end.signal, seconds: () => now / 1_000 };
}

const shop: Member = { kind: 'service', id: 'shop', name: 'Shop', tags: ['web'], every: 2 };
const job: Extract<Member, { kind: 'scheduler' }> = {
  kind: 'scheduler',
  id: 'job',
  name: 'Shop / Job',
  tags: [],
  every: 3,
  takes: 2,
  longestRun: 10,
};
const rehearsal = (...scenes: Scenario['scenes']): Scenario => ({
  ...SCENARIO,
  members: [shop, job],
  scenes,
  length: 1_000,
});

async function heardOf(
  scenario: Scenario,
  seed = 'a',
): Promise<[at: number, report: string, says?: string][]> {
  const { clock, signal, seconds } = playFor(40);
  const heard: [number, string, string?][] = [];
  const stage = new Stage({ scenario, once: false, clock, signal, complain: () => {} });
  const speaker = async (report: string, says?: string) => {
    heard.push(says === undefined ? [seconds(), report] : [seconds(), report, says]);
  };
  await playBeats(stage, shop, speaker, randomOf(seed, shop.id));
  return heard;
}

describe('the play', () => {
  test('is the same for the same seed, and another for another', async () => {
    const heard = await heardOf(rehearsal());
    expect(heard.length).toBeGreaterThan(15);
    expect(await heardOf(rehearsal())).toEqual(heard);
    expect(await heardOf(rehearsal(), 'b')).not.toEqual(heard);
  });

  test('a monitor says what its scene has it say, and all is well before and after', async () => {
    const scene = { from: 10, to: 20, who: { tag: 'web' }, what: 'down', says: 'no database' } as const;
    for (const [at, report, says] of await heardOf(rehearsal(scene))) {
      const isIn = at >= 10 && at < 20;
      expect([report, says]).toEqual(isIn ? ['down', 'no database'] : ['up', undefined]);
    }
  });

  test('a silent one is not heard, a flapping one is down every other time', async () => {
    const silent = await heardOf(rehearsal({ from: 10, to: 20, who: { id: 'shop' }, what: 'silent' }));
    expect(silent.some(([at]) => at > 20)).toBe(true);
    expect(silent.filter(([at]) => at >= 10 && at < 20)).toEqual([]);
    const flaps = { from: 0, to: 99, who: { id: 'shop' }, what: 'flapping', says: 'reset' } as const;
    const flapping = await heardOf(rehearsal(flaps));
    expect(flapping.slice(0, 3).map(([, ...said]) => said)).toEqual([
      ['down', 'reset'],
      ['up'],
      ['down', 'reset'],
    ]);
  });

  test('runs fail with their words, and one that overruns ends with its scene', async () => {
    const { clock, signal, seconds } = playFor(60);
    const told: string[] = [];
    const say = (word: string) => async () => void told.push(`${Math.floor(seconds() / 10)} ${word}`);
    const scenario = rehearsal(
      { from: 0, to: 20, who: { id: 'job' }, what: 'down', says: 'a stack trace' },
      { from: 20, to: 40, who: { id: 'job' }, what: 'overrun' },
    );
    const stage = new Stage({ scenario, once: false, clock, signal, complain: () => {} });
    const speaker = {
      started: say('started'),
      alive: say('alive'),
      completed: say('completed'),
      failed: (_took: number, says: string) => say(says)(),
    };
    await playRuns(stage, job, speaker, randomOf('a', job.id));
    expect(told.slice(0, 2)).toEqual(['0 started', '0 a stack trace']);
    expect(told.filter((line) => line.startsWith('3 '))).toEqual([]);
    expect(told.find((line) => line.endsWith('completed'))).toBe('4 completed');
  });

  test('who is dismissed leaves with a word; whoever is not heard goes on', async () => {
    const { Refused } = await import('../../demo/api.ts');
    const answers = [
      new Error('fetch failed'),
      new Refused(503, 'POST /', ''),
      new Refused(404, 'POST /', ''),
    ];
    const complaints: string[] = [];
    const { clock, signal } = playFor(1_000);
    const stage = new Stage({
      scenario: rehearsal(),
      once: false,
      clock,
      signal,
      complain: (sentence) => complaints.push(sentence),
    });
    const speaker = async () => {
      throw answers.shift();
    };
    await playBeats(stage, shop, speaker, randomOf('a', shop.id));
    expect(complaints.map((sentence) => sentence.split(':')[0])).toEqual([
      'Shop was not heard',
      'Shop was not heard',
      'Shop leaves the demo',
    ]);
  });
});
