import { describe, expect, it } from '@jest/globals';
import type { JsonSchema, Operation } from '../../contracts/openapi/document-shape.ts';
import { curl, exampleUrl } from '../../lambdas/web/reference/curl.ts';
import { fieldsOf } from '../../lambdas/web/reference/fields.ts';
import { inline, paragraphs } from '../../lambdas/web/reference/prose.ts';
import { readableJson } from '../../lambdas/web/reference/readable-json.ts';
import { typeWords } from '../../lambdas/web/reference/type-words.ts';

const NAMED: Readonly<Record<string, JsonSchema>> = {
  '#/tree': { type: 'object', properties: { leaves: { type: 'array', items: { $ref: '#/tree' } } } },
};
const follow = (schema: JsonSchema): JsonSchema => (schema.$ref ? NAMED[schema.$ref]! : schema);

it.each<[JsonSchema, string]>([
  [{ type: 'string' }, 'text'],
  [{ type: ['string', 'null'] }, 'text'],
  [{ type: 'string', minLength: 1, maxLength: 200 }, 'text, 1 to 200 characters'],
  [{ type: 'string', maxLength: 1_000 }, 'text, at most 1,000 characters'],
  [{ type: 'string', pattern: '^a+$' }, 'text, matching ^a+$'],
  [{ type: 'integer', minimum: 1, maximum: 31_536_000 }, 'whole number, 1 to 31,536,000'],
  [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'whole number'],
  [{ type: 'integer', minimum: 0 }, 'whole number'],
  [{ type: 'number', minimum: 2 }, 'number, at least 2'],
  [{ type: 'boolean' }, 'true or false'],
  [{ enum: ['up', 'down'], type: 'string' }, '"up", "down"'],
  [{ const: true, type: 'boolean' }, 'true'],
  [{ type: 'array', items: { type: 'string' }, maxItems: 50 }, 'list of texts, at most 50 entries'],
  [{ type: 'array', items: { type: 'array', items: { type: 'number' } } }, 'list of lists of numbers'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'object of numbers'],
  [{ type: 'object', additionalProperties: {} }, 'object'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'text'],
  [{ anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'string' }] }, 'text or whole number'],
  [{ $ref: '#/tree' }, 'object'],
  [{}, 'anything'],
])('%j is %s', (schema, words) => {
  expect(typeWords(schema, follow)).toBe(words);
});

describe('the fields of a body', () => {
  const names = (schema: JsonSchema) =>
    fieldsOf(schema, follow).map(({ name, required }) => `${name}${required ? '!' : ''}`);

  it('are those of whatever lies in it', () => {
    const inner: JsonSchema = { type: 'object', properties: { b: {}, c: {} }, required: ['c'] };
    const list: JsonSchema = { type: 'array', items: inner };
    const body: JsonSchema = { type: 'object', properties: { a: inner, l: list }, required: ['a'] };
    expect(names(body)).toEqual(['a!', 'a.b', 'a.c!', 'l', 'l[].b', 'l[].c!']);
    expect(names(list)).toEqual(['[].b', '[].c!']);
  });

  it('of alternatives are those of all, and required where all require them', () => {
    const one: JsonSchema = { type: 'object', properties: { a: {}, b: {} }, required: ['a', 'b'] };
    const other: JsonSchema = { type: 'object', properties: { a: {}, c: {} }, required: ['a', 'c'] };
    expect(names({ anyOf: [one, { type: 'null' }, other] })).toEqual(['a!', 'b', 'c']);
  });

  it('of a schema that contains itself come to an end', () => {
    expect(names({ $ref: '#/tree' }).length).toBeLessThan(10);
  });
});

const operation = (parts: Partial<Operation> = {}): Operation => ({
  operationId: 'x',
  summary: '',
  description: '',
  tags: [],
  security: [],
  responses: {},
  ...parts,
});

describe('a line to try', () => {
  it('is one that a shell takes as it is meant', () => {
    const line = curl('POST', 'https://x/api', operation({ security: [{ bearer: [] }] }), {
      name: "it's $HOME",
    });
    expect(line).toBe(`curl -X POST 'https://x/api' \\
  -H "Authorization: Bearer $KEY" \\
  -d '{ "name": "it'\\''s $HOME" }'`);
    expect(curl('GET', 'https://x', operation(), undefined)).toBe("curl 'https://x'");
    expect(curl('POST', 'https://x', operation(), 'plain text')).toBe(
      "curl -X POST 'https://x' -d 'plain text'",
    );
  });

  it('fills in what must be given, from examples or as a word in capitals', () => {
    const parameters = [
      { name: 'serviceId', in: 'path', required: true, schema: {}, example: 'shop:web@1' },
      { name: 'runId', in: 'path', required: true, schema: {} },
      { name: 'kind', in: 'query', required: true, schema: {}, example: 'a&b' },
      { name: 'limit', in: 'query', required: false, schema: {}, example: '5' },
    ] as const;
    expect(exampleUrl('https://x', '/s/{serviceId}/{runId}', operation({ parameters }))).toBe(
      'https://x/s/shop:web@1/RUN_ID?kind=a%26b',
    );
  });
});

it('JSON stands on one line where it is short', () => {
  const value = { short: { a: [1, 'x'], e: {} }, long: ['y'.repeat(40), 'z'.repeat(40)], none: null };
  expect(readableJson(value)).toBe(`{
  "short": { "a": [1, "x"], "e": {} },
  "long": [
    "${'y'.repeat(40)}",
    "${'z'.repeat(40)}"
  ],
  "none": null
}`);
  expect(JSON.parse(readableJson(value))).toEqual(value);
});

it('prose knows code and strong words, and escapes the rest', () => {
  expect(inline('**Keys** are `<key>` & more').html).toBe(
    '<b>Keys</b> are <code>&lt;key&gt;</code> &amp; more',
  );
  expect(paragraphs('one\n\ntwo').map(({ html }) => html)).toEqual(['<p>one</p>\n', '<p>two</p>\n']);
});
