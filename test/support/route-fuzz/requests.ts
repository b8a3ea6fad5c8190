import fc from 'fast-check';
import * as z from 'zod/mini';
import type { Route, Schema } from '../../../contracts/http/route.ts';
import type { JsonSchema } from '../../../contracts/openapi/document-shape.ts';
import type { EventParts } from '../http-event.ts';
import { bent } from './bent.ts';
import { fitting } from './from-json-schema.ts';
import type { Harvest } from './harvest.ts';

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly parts: EventParts;
}

const SEGMENTS = [
  'nobody',
  '%',
  '%2e%2e',
  '%00',
  '%F0%9F%92%A5',
  'a%20b',
  '..',
  "'--",
  '💥',
  'x'.repeat(300),
  'a%2Fb',
];
const QUERY_VALUES = [
  '',
  'a',
  '5',
  '0',
  '-1',
  '1e9',
  '1.5',
  'null',
  '99999999999999999',
  '2026-03-02',
  '%',
  '💥',
  'x'.repeat(3_000),
];
const CONTENT_TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/xml',
  'application/json; charset=utf-16',
  '',
];
const NOT_JSON = [
  '',
  ' ',
  '{',
  '"',
  'null',
  '[]',
  '[',
  '\u0000',
  'serviceId=a',
  '{"a":1}}',
  '\ufeff{}',
  '['.repeat(60_000),
];

/** Without the names of schemas nothing is a pointer. */
const jsonSchema = (schema: Schema): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', metadata: z.registry() }) as JsonSchema;

function bodies({ body, bodyExamples = {} }: Route): fc.Arbitrary<string> {
  const anything = fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.constantFrom(...NOT_JSON));
  if (!body) return anything;
  const examples = Object.values(bodyExamples);
  const made = fitting(jsonSchema(body));
  const valid = examples.length > 0 ? fc.oneof(fc.constantFrom(...examples), made) : made;
  return fc.oneof(
    {
      weight: 3,
      arbitrary: valid.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    },
    { weight: 6, arbitrary: valid.chain(bent) },
    { weight: 1, arbitrary: anything },
  );
}

function paths({ path }: Route, harvest: Harvest): fc.Arbitrary<string> {
  const parts = path.split('/').map((part) => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined) return fc.constant(part);
    const known = [
      ...(harvest.get(name) ?? []),
      ...(harvest.get('id') ?? []),
      ...(harvest.get('uuid') ?? []),
    ];
    const odd = fc.constantFrom(...SEGMENTS);
    if (known.length === 0) return odd;
    return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...known.map(encodeURIComponent)) },
      { weight: 1, arbitrary: odd },
    );
  });
  const end = fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constant('/') });
  return fc.tuple(end, ...parts).map(([slash, ...made]) => `${made.join('/')}${slash}`);
}

function queries({ query }: Route, harvest: Harvest): fc.Arbitrary<string> {
  const names = query ? Object.keys(jsonSchema(query).properties ?? {}) : ['q', 'limit'];
  const value = (name: string) =>
    fc.constantFrom(...QUERY_VALUES, ...(harvest.get(name) ?? []), ...(harvest.get('id') ?? []));
  const pair = fc
    .constantFrom(...names, '__proto__')
    .chain((name) => value(name).map((text) => [name, text] as [string, string]));
  return fc.array(pair, { maxLength: 4 }).map((pairs) => new URLSearchParams(pairs).toString());
}

/** Requests to a route, most of them nearly right. */
export function requestsTo(
  route: Route,
  harvest: Harvest,
  keys: readonly Readonly<Record<string, string>>[],
): fc.Arbitrary<FuzzRequest> {
  const methods = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method];
  const method = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...methods) },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS') },
  );
  const parts = fc
    .record({
      body: bodies(route),
      key: fc.constantFrom(...keys),
      type: fc.constantFrom(...CONTENT_TYPES),
      base64: fc.boolean(),
    })
    .map(({ body, key, type, base64 }) => ({
      body,
      base64,
      headers: { ...key, ...(type && { 'content-type': type }) },
    }));
  return fc.record({ method, path: paths(route, harvest), query: queries(route, harvest), parts });
}
