import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { septets, toGsm7 } from '../../adapters/sms/gsm7.ts';
import { KINDS } from '../../core/monitor/ref.ts';
import { REASONS, STATUSES } from '../../core/monitor/status.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { HOSTILE_NAMES, storm, transitionWith } from '../events/transitions.ts';
import { FORMS } from './forms.ts';

const anyText = fc.oneof(
  fc.constantFrom(
    ...HOSTILE_NAMES,
    'U024BE7LH',
    '123456789012345678',
    'here',
    '```',
    '&'.repeat(100),
    '\\'.repeat(99),
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const anyMoment = fc.integer({ min: 0, max: 4_102_444_800_000 });

const anyTransition: fc.Arbitrary<Transition> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    id: fc.string({ minLength: 1, maxLength: 128 }),
    born: fc.constantFrom(1_763_000_000_000, 1_764_000_000_000),
    sequence: fc.integer({ min: 1, max: 9 }),
    from: fc.constantFrom(...STATUSES),
    to: fc.constantFrom(...STATUSES),
    reason: fc.constantFrom(...REASONS),
    at: anyMoment,
    fromSince: anyMoment,
    lastBeatAt: fc.option(anyMoment, { nil: undefined }),
    name: anyText,
    tags: fc.array(anyText, { maxLength: 10 }),
    message: fc.option(anyText, { nil: undefined }),
    owner: fc.option(fc.record({ email: anyText, alertUserId: anyText }), { nil: undefined }),
    gap: fc.option(fc.record({ from: anyMoment, to: fc.option(anyMoment, { nil: undefined }) }), {
      nil: undefined,
    }),
  })
  .map(transitionWith);

const anyMessage: fc.Arbitrary<ChannelMessage> = fc.oneof(
  anyTransition.map((transition): ChannelMessage => ({ type: 'transition', transition })),
  fc.tuple(fc.array(anyTransition, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 9 })).map(
    ([transitions, times]): ChannelMessage => ({
      type: 'group',
      transitions: Array.from({ length: times }, (_, n) =>
        transitions.map((t) => ({ ...t, id: `${t.id}${n % 4}`, sequence: t.sequence + n })),
      ).flat(),
    }),
  ),
  // All as long as can be.
  anyText.map(
    (text): ChannelMessage => ({
      type: 'group',
      transitions: storm(30, (n) => ({ name: `${text}${n}`, message: text, reason: 'reported-failure' })),
    }),
  ),
  fc.record({ type: fc.constant('test' as const), channel: anyText, at: anyMoment }),
);

const holds = (check: (message: ChannelMessage) => void): void =>
  fc.assert(fc.property(anyMessage, check), { numRuns: 200 });

/** Every text of a message, wherever it stands. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('whatever is told', () => {
  test('Slack takes it, and calls nobody but members and groups', () =>
    holds((message) => {
      const { text, blocks } = FORMS.slack(message);
      expect(text.length).toBeLessThanOrEqual(3_000);
      for (const block of blocks) {
        const limit = block.type === 'header' ? 150 : 'fields' in block ? 2_000 : 3_000;
        for (const one of textsOf(block)) {
          expect(one.length).toBeLessThanOrEqual(limit);
          expect(one).not.toBe('');
        }
        if (JSON.stringify(block).includes('plain_text')) continue;
        for (const mark of JSON.stringify(block).match(/<[^>]*>/g) ?? []) {
          expect(mark).toMatch(
            /^<(@[UW][A-Z0-9]+|!subteam\^S[A-Z0-9]+|https:\/\/heartbeats\.example\.com\/[^|]*\|Open in Heartbeat Central)>$/,
          );
        }
      }
    }));

  test('Discord takes it, and calls nobody but users', () =>
    holds((message) => {
      const { content = '', embeds, allowed_mentions } = FORMS.discord(message);
      const { title, description, fields = [] } = embeds[0];
      expect(title.length).toBeLessThanOrEqual(256);
      expect(description.length).toBeLessThanOrEqual(4_096);
      expect(fields.length).toBeLessThanOrEqual(25);
      for (const { value } of fields) expect([value.length <= 1_024, value === '']).toEqual([true, false]);
      const all = [title, description, ...fields.flatMap((field) => [field.name, field.value])];
      expect(all.join('').length).toBeLessThanOrEqual(6_000);
      expect(allowed_mentions.parse).toEqual([]);
      expect(content).toBe((allowed_mentions.users ?? []).map((id) => `<@${id}>`).join(' '));
      expect(content).toMatch(/^(<@\d+> ?)*$/);
    }));

  test('Telegram takes it, and finds no tags but ours', () =>
    holds((message) => {
      const { text } = FORMS.telegram(message);
      expect(text.length).toBeLessThanOrEqual(4_096);
      const foreign = text.replace(
        /<\/?b>|<a href="https:\/\/heartbeats\.example\.com\/[^"<>]*">|<\/a>/g,
        '',
      );
      expect(foreign).not.toMatch(/[<>"]|&(?!(amp|lt|gt|quot|#39);)/);
    }));

  test('Teams takes it', () =>
    holds((message) => {
      const card = FORMS.teams(message);
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1_024);
      for (const { inlines } of card.attachments[0].content.body) {
        for (const { text } of inlines) expect(text).not.toBe('');
      }
    }));

  test('ntfy takes it', () =>
    holds((message) => {
      const { title, message: text } = FORMS.ntfy(message);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_000);
      expect(Buffer.byteLength(title)).toBeLessThanOrEqual(500);
      expect([title, text]).not.toContain('');
    }));

  test('PagerDuty takes it', () =>
    holds((message) => {
      const events = FORMS.pagerduty(message);
      expect(events.length).toBeGreaterThan(0);
      for (const event of events) {
        expect(event.dedup_key.length).toBeLessThanOrEqual(255);
        if (event.event_action === 'resolve') continue;
        expect(event.payload.summary).toMatch(/^\S[^\n]{0,1023}$/);
        expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(100_000);
      }
    }));

  test('a text message has two parts at most', () =>
    holds((message) => {
      const text = FORMS.sms(message);
      expect(toGsm7(text)).toBe(text);
      expect(septets(text)).toBeLessThanOrEqual(306);
    }));

  test('a mail has a subject of one line, and no tags but ours', () =>
    holds((message) => {
      const { subject, html } = FORMS.email(message);
      expect(subject).toMatch(/^[^\p{Cc}]{1,200}$/u);
      const foreign = html.replace(/<\/?(!doctype|html|body|h1|p|ul|li|table|tr|th|td|a)\b[^<>]*>/g, '');
      expect(foreign).not.toMatch(/[<>"]|&(?!(amp|lt|gt|quot|#39);)/);
    }));

  test('a list that is cut says how many are left', () =>
    holds((message) => {
      if (message.type !== 'group') return;
      const monitors = new Set(message.transitions.map(({ kind, id }) => `${kind}/${id}`)).size;
      const { text } = FORMS.slack(message).blocks[2] as unknown as { text: { text: string } };
      const lines = text.text.split('\n');
      const more = /^and (\d+) more$/.exec(lines.at(-1) ?? '');
      expect(lines.length - (more ? 1 : 0) + Number(more?.[1] ?? 0)).toBe(monitors);
    }));
});
