import fc from 'fast-check';
import * as z from 'zod/mini';
import type { Route, Schema } from '../../../contracts/http/route.ts';
import type { JsonSchema } from '../../../contracts/openapi/document-shape.ts';
import type { EventParts } from '../http-event.ts';
import { bent } from './bent.ts';
import { fitting } from './from-json-schema.ts';
import type { Harvest } from './harvest.ts';

type Headers = Readonly<Record<string, string>>;

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

/** So many of the things that are there stand in an address more often: those that it was made for. */
const NEAREST = 4;

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
    const known = harvest.inPath(path, name).map(encodeURIComponent);
    return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...known.slice(0, NEAREST)) },
      { weight: 2, arbitrary: fc.constantFrom(...known) },
      { weight: 1, arbitrary: fc.constantFrom(...SEGMENTS) },
    );
  });
  const end = fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constant('/') });
  return fc.tuple(end, ...parts).map(([slash, ...made]) => `${made.join('/')}${slash}`);
}

function queries({ query }: Route, harvest: Harvest): fc.Arbitrary<string> {
  const { properties = {}, required = [] } = query ? jsonSchema(query) : {};
  const names = query ? Object.keys(properties) : ['q', 'limit'];
  const pairOf = (name: string): fc.Arbitrary<[string, string]> => {
    const odd = fc.constantFrom(...QUERY_VALUES, ...harvest.named('id'));
    const known = harvest.named(name);
    const described = Object.hasOwn(properties, name) ? fitting(properties[name]!).map(String) : odd;
    return fc
      .oneof(known.length > 0 ? fc.constantFrom(...known) : described, odd)
      .map((text) => [name, text]);
  };
  const others = fc.array(fc.constantFrom(...names, '__proto__').chain(pairOf), { maxLength: 3 });
  return fc
    .tuple(others, ...required.map(pairOf))
    .map(([more, ...pairs]) => new URLSearchParams([...pairs, ...more]).toString());
}

/** Requests to a route, most of them nearly right, half of them with the key that opens it. */
export function requestsTo(
  route: Route,
  harvest: Harvest,
  keys: { readonly best: Headers; readonly others: readonly Headers[] },
): fc.Arbitrary<FuzzRequest> {
  const methods = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method];
  const method = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...methods) },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS') },
  );
  const parts = fc
    .record({
      body: bodies(route),
      key: fc.oneof(fc.constant(keys.best), fc.constantFrom(...keys.others)),
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
