import type { Transition } from '../../core/monitor/transition.ts';

const at = (text: string): number => Date.parse(text);

/** A service that fell silent after three days; every test changes what it is about. */
export const transitionWith = (changes: Partial<Transition> = {}): Transition => ({
  kind: 'service',
  id: 'payments-api',
  born: 1_763_000_000_000,
  sequence: 7,
  from: 'up',
  to: 'down',
  reason: 'missed',
  at: at('2025-11-21T10:05:00Z'),
  fromSince: at('2025-11-18T08:05:00Z'),
  lastBeatAt: at('2025-11-21T10:00:00Z'),
  name: 'Payments API',
  tags: ['payments', 'production'],
  ...changes,
});

/** Names that broke other systems. */
export const HOSTILE_NAMES: readonly string[] = [
  '"quoted" \'twice\' `thrice` \\back\\',
  '<script>alert(1)</script> & <!here> <https://evil.example|click>',
  '👩‍👩‍👧‍👦 🇩🇪 family flag',
  'שירות תשלומים خدمة الدفع',
  'evil\u202Egnp.exe',
  'line\r\nBcc: victim@example.com\u2028next',
  'half \uD83D surrogate',
  '*bold* _it_ ~no~ @channel :fire:',
  '{{template}} $VALUE %s %00 \0 null',
  '',
  '   ',
  'é'.repeat(2_000),
  '&'.repeat(2_000),
  '👩‍👩‍👧‍👦'.repeat(180),
];

/** Monitors of a storm: each its own transition, told apart by its number. */
export const storm = (
  count: number,
  changesOf: (n: number) => Partial<Transition> = () => ({}),
): readonly Transition[] =>
  Array.from({ length: count }, (_, n) =>
    transitionWith({ id: `monitor-${n}`, name: `Monitor ${n}`, ...changesOf(n) }),
  );
