import { describe, expect, test } from '@jest/globals';
import type { Announcement } from '../../contracts/events/announcement.ts';
import { announceGroup } from '../../contracts/events/group-announcement.ts';
import { REASONS } from '../../core/monitor/status.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { HOSTILE_NAMES, storm, transitionWith } from './transitions.ts';

const publicUrl = 'https://heartbeats.example.com/';
const AT = transitionWith().at;
const DEGRADED = { to: 'degraded', reason: 'reported-degraded' } as const;
const RECOVERED = { from: 'down', to: 'up', reason: 'recovered' } as const;
const told = (transitions: readonly Transition[]): Announcement => announceGroup(transitions, { publicUrl });
const linesOf = (transitions: readonly Transition[]): readonly string[] =>
  told(transitions).list?.lines ?? [];

/** Of twenty: the first ones are down, then come degraded ones, then recoveries. */
const mixed = storm(23, (n) => ({
  tags: n < 18 ? ['db-1', 'eu'] : [],
  ...(n >= 18 && DEGRADED),
  ...(n >= 20 && RECOVERED),
}));

test('counts come first, the worst before the others', () => {
  const { headline, severity, link } = told(mixed.toReversed());
  expect(headline).toBe('18 monitors are down, 2 degraded, 3 up again');
  expect(severity).toBe('down');
  expect(link).toBe('https://heartbeats.example.com/');
});

test.each([
  ['1 monitor is down, 1 up again', [transitionWith(), transitionWith({ id: 'b', ...RECOVERED })]],
  ['2 monitors are up again', storm(2, () => RECOVERED)],
  ['2 monitors are paused', storm(2, () => ({ to: 'paused', reason: 'paused' }))],
  ['2 monitors are forgotten', storm(2, () => ({ to: 'closed', reason: 'forgotten' }))],
])('%s', (headline, transitions) => expect(told(transitions).headline).toBe(headline));

test.each([
  ['down', [DEGRADED, {}, RECOVERED]],
  ['degraded', [RECOVERED, DEGRADED]],
  ['recovered', [{ to: 'paused', reason: 'paused' } as const, RECOVERED]],
])('of all, %s is the severity', (severity, changes) => {
  expect(told(changes.map((change, n) => transitionWith({ id: `${n}`, ...change }))).severity).toBe(severity);
});

describe('a monitor of several transitions', () => {
  const history = [
    transitionWith({ sequence: 9, at: AT + 2_000 }),
    transitionWith(),
    transitionWith({ sequence: 8, at: AT + 1_000, ...RECOVERED }),
    transitionWith(),
  ];

  test('counts once, by its newest', () => {
    expect(told([...history, transitionWith({ id: 'b', name: 'B', ...DEGRADED })])).toMatchObject({
      headline: '1 monitor is down, 1 degraded',
      list: {
        all: 2,
        lines: [
          'Payments API: down since 2025-11-21T10:05:02Z, no heartbeat (3 changes)',
          'B: degraded since 2025-11-21T10:05:00Z, it reports trouble',
        ],
      },
    });
  });

  test('is called by its name where it is alone', () => {
    const { headline, sentences } = told(history);
    expect(headline).toBe('Payments API is down (3 changes)');
    expect(sentences).toEqual(['3 changes between 2025-11-21T10:05:00Z and 2025-11-21T10:05:02Z.']);
  });

  test('is another one in another life', () => {
    const reborn = transitionWith({ born: 1_764_000_000_000, sequence: 1, ...RECOVERED });
    expect(told([reborn, ...history]).headline).toBe('Payments API is up again (4 changes)');
  });
});

test('the longest come first among the equally bad', () => {
  const names = linesOf([
    transitionWith({ id: 'new', name: 'new', at: AT + 1 }),
    transitionWith({ id: 'old', name: 'old', at: AT - 1 }),
    transitionWith({ id: 'short', name: 'short', ...RECOVERED, at: AT - 9, fromSince: AT - 10 }),
    transitionWith({ id: 'long', name: 'long', ...RECOVERED, fromSince: AT - 90_000 }),
    transitionWith({ id: 'slow', name: 'slow', ...DEGRADED, at: AT - 99 }),
  ]).map((line) => line.split(':')[0]);
  expect(names).toEqual(['old', 'new', 'slow', 'long', 'short']);
});

test('every reason has its short words', () => {
  const TO: Partial<Record<Transition['reason'], Transition['to']>> = {
    created: 'unknown',
    resumed: 'unknown',
    heartbeat: 'up',
    recovered: 'up',
    'reported-degraded': 'degraded',
    paused: 'paused',
    'left-file': 'paused',
    deleted: 'closed',
    forgotten: 'closed',
  };
  const lines = REASONS.map(
    (reason) =>
      linesOf([transitionWith({ reason, from: 'down', to: TO[reason] ?? 'down', message: 'disk full' })])[0],
  );
  expect(lines).toMatchInlineSnapshot(`
[
  "Payments API: registered at 2025-11-21T10:05:00Z",
  "Payments API: up since 2025-11-21T10:05:00Z",
  "Payments API: up again since 2025-11-21T10:05:00Z, was down for 3 d 2 h",
  "Payments API: degraded since 2025-11-21T10:05:00Z, it reports trouble (disk full)",
  "Payments API: down since 2025-11-21T10:05:00Z, it reported a failure (disk full)",
  "Payments API: down since 2025-11-21T10:05:00Z, no heartbeat",
  "Payments API: down since 2025-11-21T10:05:00Z, never heard",
  "Payments API: down since 2025-11-21T10:05:00Z, a run takes too long",
  "Payments API: down since 2025-11-21T10:05:00Z, a run fell silent",
  "Payments API: paused since 2025-11-21T10:05:00Z",
  "Payments API: paused since 2025-11-21T10:05:00Z, no longer in the configuration file",
  "Payments API: watched again since 2025-11-21T10:05:00Z",
  "Payments API: deleted at 2025-11-21T10:05:00Z",
  "Payments API: forgotten at 2025-11-21T10:05:00Z, silent for too long",
]
`);
  const job = (changes: Partial<Transition>) =>
    linesOf([transitionWith({ kind: 'scheduler', ...changes })])[0];
  expect(job({})).toContain(', no run in time');
  expect(job({ lastBeatAt: undefined })).toContain(', never heard');
  expect(job({ reason: 'reported-failure' })).toMatch(/, a run failed$/);
});

describe('what they share', () => {
  const shared = (transitions: readonly Transition[]): string | undefined => told(transitions).sentences[0];
  const bare = (count: number, changesOf: (n: number) => Partial<Transition>) =>
    storm(count, (n) => ({ tags: [], ...changesOf(n) }));
  const kinds = ['service', 'scheduler', 'daemon', 'application'] as const;

  test.each<[string, readonly Transition[]]>([
    ['18 of 23 with tag db-1.', mixed],
    ['10 of 20 with tag half.', bare(20, (n) => ({ tags: n < 10 ? ['half'] : [] }))],
    ['All 20 with tag a.', bare(20, () => ({ tags: ['b', 'a', 'a'] }))],
    ['Both with tag x.', bare(2, () => ({ tags: ['x'] }))],
    ['All 20 are schedulers.', bare(20, (n) => ({ kind: 'scheduler', tags: n < 9 ? ['few'] : [`${n}`] }))],
    [
      '4 of 5 belong to shop@example.com.',
      bare(5, (n) => ({ kind: kinds[n % 4]!, owner: { email: n === 1 ? 'b@x.org' : 'shop@example.com' } })),
    ],
  ])('%s', (sentence, transitions) => expect(shared(transitions)).toBe(sentence));

  test('is nothing where it is one of two, or less than half', () => {
    expect(shared(bare(2, (n) => ({ kind: kinds[n]!, tags: [`${n}`] })))).toMatch(/^It happened at/);
    expect(shared(bare(8, (n) => ({ kind: kinds[n % 4]!, tags: n < 3 ? ['few'] : [] })))).toMatch(
      /^It happened/,
    );
  });

  test('is no empty tag', () => {
    expect(shared(bare(2, (n) => ({ kind: kinds[n]!, tags: [' \n'] })))).toMatch(/^It happened at/);
  });
});

test('gaps of our own hearing are told once each, as they ended', () => {
  const gap = { from: AT - 60_000 };
  const { sentences } = told(
    storm(4, (n) => ({ gap: n === 1 ? { ...gap, to: AT - 50_000 } : n === 3 ? { from: AT - 9_000 } : gap })),
  );
  expect(sentences.slice(2)).toEqual([
    'Heartbeat Central itself could not hear from 2025-11-21T10:04:00.000Z to 2025-11-21T10:04:10.000Z: heartbeats sent then may be lost.',
    'Heartbeat Central itself has not been able to hear since 2025-11-21T10:04:51.000Z: the silence may be ours.',
  ]);
});

test('at most ten are called, the owners of the worst, each once', () => {
  const many = storm(40, (n) => ({
    owner: { alertUserId: `U${Math.floor(n / 2)}` },
    ...(n < 20 && RECOVERED),
  }));
  expect(told(many).mentions).toEqual(Array.from({ length: 10 }, (_, n) => `U${n + 10}`));
});

test('of a thousand, five hundred have lines', () => {
  const { list, headline } = told(storm(1_000));
  expect(headline).toBe('1000 monitors are down');
  expect([list?.lines.length, list?.all]).toEqual([500, 1_000]);
});

test.each(HOSTILE_NAMES)('each line survives the name %j', (name) => {
  const group = told(
    storm(3, (n) => ({
      name: `${n}${name}`,
      tags: [name],
      message: name,
      reason: 'reported-failure',
      owner: { email: name },
    })),
  );
  const texts = [group.headline, ...group.sentences, ...(group.list?.lines ?? [])];
  for (const text of texts) {
    expect(text).not.toMatch(/[\p{Cc}\u2028\u202E]/u);
    expect(text.isWellFormed()).toBe(true);
    expect(text.length).toBeLessThanOrEqual(220);
  }
  expect(texts).toHaveLength(6);
});
