import fc from 'fast-check';

/** What people, clients and attackers put where something else was meant. */
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '5 min',
  '\u0000',
  '\ud800',
  '💥\u202e',
  'é'.repeat(300),
  '__proto__',
  'constructor',
  "'; --",
  '../..',
  'x'.repeat(9_000),
  'x'.repeat(300_000),
  [],
  {},
  [[[]]],
  { toString: 1 },
  Array.from({ length: 1_001 }, () => 'a'),
];

/** Deeper than any JSON writer goes that calls itself. */
const LEVELS = 20_000;
const DEEP = `${'{"d":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}`;
const DEEP_MARK = 'deep-value-goes-here';

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsIn(member, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, change: (present: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((m, i) => (i === Number(key) ? replaced(m, rest, change) : m));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: replaced(record[key], rest, change) };
}

/** A value as JSON text with another in one of its places; undefined is not written. */
const withOdd = (value: unknown, at: Path, odd: unknown): string =>
  JSON.stringify(replaced(value, at, () => odd)) ?? '';

const withDeep = (value: unknown, at: Path): string =>
  withOdd(value, at, DEEP_MARK).replace(`"${DEEP_MARK}"`, () => DEEP);

/** The body as text with one thing in it bent: gone, of another type, huge, deep, in a list, or there twice. */
export function bent(value: unknown): fc.Arbitrary<string> {
  const path = fc.constantFrom(...pathsIn(value));
  const odd = fc.oneof(fc.constantFrom(...ODD), fc.jsonValue());
  return fc.oneof(
    fc.tuple(path, odd).map(([at, other]) => withOdd(value, at, other)),
    path.map((at) => withDeep(value, at)),
    path.map((at) => JSON.stringify(replaced(value, at, (present) => [present]))),
    odd.map((other) => twice(value, other)),
  );
}

/** Each place of the bodies, once bent in each way. */
export function everyBend(bodies: readonly unknown[]): string[] {
  const places = new Map(
    bodies.flatMap((body) => pathsIn(body).map((at) => [at.join('.'), { body, at }] as const)),
  );
  return [...places.values()].flatMap(({ body, at }) => [
    ...[undefined, ...ODD].map((odd) => withOdd(body, at, odd)),
    withDeep(body, at),
    twice(body, ODD[at.length]),
  ]);
}

/** The first member stands there a second time with another value, as only text can say it. */
function twice(value: unknown, other: unknown): string {
  const [key] = Object.keys(typeof value === 'object' && value !== null ? value : {});
  const text = JSON.stringify(value) ?? '';
  if (key === undefined || !text.endsWith('}')) return text;
  return `${text.slice(0, -1)},${JSON.stringify(key)}:${JSON.stringify(other)},"__proto__":{"admin":true}}`;
}
