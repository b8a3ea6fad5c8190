import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { templateValues } from '../../contracts/events/template-values.ts';
import {
  PLACEHOLDERS,
  renderTemplate,
  type TemplateValues,
  templateProblems,
} from '../../contracts/events/webhook-template.ts';
import { HOSTILE_NAMES, transitionWith } from './transitions.ts';

const EVENT = { id: 'e1', data: { quoted: '"{{headline}}"' } };
const WORDS = {
  headline: 'It is down',
  sentences: ['One.', 'Two.'],
  severity: 'down',
  link: 'https://x',
} as const;
const TRANSITION = transitionWith({ owner: { email: 'me@example.com', alertUserId: 'U1' }, message: 'full' });
const VALUES = templateValues({ type: 'transition', transition: TRANSITION }, WORDS, EVENT);

const render = (template: unknown, values: TemplateValues = VALUES): unknown => {
  expect(templateProblems(template)).toEqual([]);
  return JSON.parse(renderTemplate(template, values) ?? 'null');
};

describe('a template', () => {
  test('has a value for each placeholder, with its type where it stands alone', () => {
    expect(render(Object.fromEntries(PLACEHOLDERS.map((name) => [name, `{{${name}}}`])))).toEqual({
      type: 'transition',
      headline: 'It is down',
      sentences: ['One.', 'Two.'],
      link: 'https://x',
      severity: 'down',
      'monitor.kind': 'service',
      'monitor.id': 'payments-api',
      'monitor.name': 'Payments API',
      'monitor.tags': ['payments', 'production'],
      from: 'up',
      to: 'down',
      reason: 'missed',
      at: '2025-11-21T10:05:00.000Z',
      message: 'full',
      lastHeartbeatAt: '2025-11-21T10:00:00.000Z',
      previousStatusSeconds: 266_400,
      'owner.email': 'me@example.com',
      'owner.alertUserId': 'U1',
      event: EVENT,
    });
  });

  test('writes values out within a text', () => {
    expect(render(['{{ monitor.name }}: {{sentences}} ({{monitor.tags}})', '{{event}}!', ' {{to}}'])).toEqual(
      ['Payments API: One. Two. (payments, production)', `${JSON.stringify(EVENT)}!`, ' down'],
    );
  });

  test('keeps what holds no placeholder, whatever it is', () => {
    const plain = { a: 1, b: [null, true, 1.5, '', '{x} }} {', { '': {} }], c: '$& $1' };
    expect(render(plain)).toEqual(plain);
    expect(render('text')).toBe('text');
    expect(render(null)).toBeNull();
  });

  test.each([
    [{ type: 'notice', subject: 's', text: 't' } as const, null],
    [{ type: 'test', channel: 'Ops', at: 0 } as const, '1970-01-01T00:00:00.000Z'],
    [
      { type: 'group', transitions: [transitionWith(), transitionWith({ at: 0 })] } as const,
      '1970-01-01T00:00:00.000Z',
    ],
  ])('is filled in for %j too: what is absent is null, or nothing', (message, at) => {
    const values = templateValues(message, { ...WORDS, link: null }, EVENT);
    const template = ['{{headline}}', '{{at}}', '{{monitor.tags}}', '<{{monitor.name}}{{link}}>', '{{type}}'];
    expect(render(template, values)).toEqual(['It is down', at, null, '<>', message.type]);
  });

  test.each(HOSTILE_NAMES)('takes the value %j for nothing but a value', (name) => {
    const t = transitionWith({ name, message: `${name}{{event}}"}`, tags: [name] });
    const values = templateValues({ type: 'transition', transition: t }, WORDS, EVENT);
    const formed = name.toWellFormed();
    expect(
      render({ a: 'x{{monitor.name}}y{{message}}', b: '{{monitor.name}}', c: '{{monitor.tags}}' }, values),
    ).toEqual({
      a: `x${formed}y${formed}{{event}}"}`,
      b: formed,
      c: [formed],
    });
  });

  test('cannot reach beyond its names', () => {
    const own = JSON.parse('{"__proto__": "{{headline}}", "toJSON": "{{to}}"}');
    expect(renderTemplate(own, VALUES)).toBe('{"__proto__":"It is down","toJSON":"down"}');
  });
});

test('the manual names each placeholder and no other', () => {
  const manual = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const named = [...manual.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name]) => name);
  expect([...new Set(named)].toSorted()).toEqual(PLACEHOLDERS.toSorted());
});

describe('what is wrong with a template', () => {
  test.each<[unknown, RegExp]>([
    [{ a: '{{name}}' }, /^There is no placeholder "name"; there are type, headline, /],
    [['{{constructor}}'], /^There is no placeholder "constructor"/],
    ['{{__proto__}}', /^There is no placeholder "__proto__"/],
    ['{{}}', /^There is no placeholder ""/],
    ['{{Headline}}', /^There is no placeholder "Headline"/],
    ['{{headline', /^A placeholder begins and does not end in "\{\{headline"/],
    ['{{a{{headline}}', /^A placeholder begins and does not end/],
    [{ '{{headline}}': 1 }, /^The name of a field holds no placeholders/],
    [undefined, /must be JSON/],
    ['x'.repeat(16_383), /larger than 16 KB/],
    ['é'.repeat(8_192), /larger than 16 KB/],
    [JSON.parse(`${'['.repeat(40)}1${']'.repeat(40)}`), /nested more than 32 deep/],
  ])('%j', (template, problem) => {
    const [first, ...others] = templateProblems(template);
    expect(first).toMatch(problem);
    expect(others).toEqual([]);
  });

  test('is found before it costs the stack', () => {
    const deepest = JSON.parse(`${'['.repeat(8_000)}${']'.repeat(8_000)}`);
    expect(templateProblems(deepest)).toEqual(['The template is nested more than 32 deep.']);
  });

  test('is all said at once, each once', () => {
    expect(templateProblems({ a: '{{x}}', b: ['{{x}}{{y}}', '{{'] })).toHaveLength(3);
    expect(templateProblems('x'.repeat(16_382))).toEqual([]);
    expect(templateProblems(JSON.parse(`${'['.repeat(32)}1${']'.repeat(32)}`))).toEqual([]);
  });
});

test('what would be larger than 256 KB is not made', () => {
  const event = { text: '"'.repeat(1_000) };
  const values: TemplateValues = { ...VALUES, event };
  // Not even in between: this would be longer than any text can be.
  const long: TemplateValues = { ...VALUES, event: { text: 'x'.repeat(1_000_000) } };
  expect(renderTemplate('x{{event}}'.repeat(1_600), long)).toBeUndefined();
  // Each quote becomes three signs within a text, and the whole is measured.
  const body = renderTemplate('x{{event}}'.repeat(60), values);
  expect(body).toBeDefined();
  expect(renderTemplate('x{{event}}'.repeat(70), values)).toBeUndefined();
  expect(Buffer.byteLength(body ?? '')).toBeLessThanOrEqual(262_144);
});

/** What a template looks like, its texts aside. */
const shapeOf = (value: unknown): unknown => {
  if (typeof value === 'string') return 'text';
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value)
    ? value.map(shapeOf)
    : Object.entries(value).map(([field, part]) => [field, shapeOf(part)]);
};

test('whatever the values, the result is JSON of the same shape', () => {
  const foreign = fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '{{', '}}', 'headline', '\uD83D', '\0', ':', ','),
  });
  const texts = fc
    .array(
      fc.oneof(
        fc.constantFrom(...PLACEHOLDERS).map((name) => `{{${name}}}`),
        fc.constantFrom('"', ' ', 'é', '}'),
      ),
    )
    .map((parts) => `-${parts.join('')}`);
  const { template } = fc.letrec<{ template: unknown }>((tie) => ({
    template: fc.oneof(
      { maxDepth: 4 },
      texts,
      fc.constantFrom(null, true, 0, 1.5),
      fc.array(tie('template'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', '', '"', '__proto__', 'length'), tie('template'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(template, foreign, foreign, (one, name, tag) => {
      const t = transitionWith({ name, message: name, id: tag, tags: [tag, tag], owner: { email: name } });
      const words = { ...WORDS, headline: name.toWellFormed() };
      const values = templateValues({ type: 'transition', transition: t }, words, { name });
      expect(templateProblems(one)).toEqual([]);
      const body = renderTemplate(one, values) ?? '';
      expect(shapeOf(JSON.parse(body))).toEqual(shapeOf(JSON.parse(JSON.stringify(one))));
    }),
  );
});
