/**
 * Names inside a monitor's item. DynamoDB counts the bytes of names with those of values: in an item of 630 bytes
 * with its configuration and its last transition, full names would be 230 more. A name that is not listed is kept
 * as it is. A listed one must never change, nor be given to another.
 */
const SHORT: Readonly<Record<string, string>> = {
  alertUserId: 'au',
  announcedAt: 'an',
  at: 'a',
  born: 'b',
  channels: 'ch',
  count: 'ct',
  description: 'd',
  details: 'de',
  durationMs: 'du',
  email: 'em',
  endedAt: 'ea',
  expectedFromStart: 'ef',
  expression: 'ex',
  failed: 'fd',
  failures: 'f',
  first: 'fi',
  from: 'fr',
  fromSince: 'fs',
  gap: 'gp',
  graceMs: 'g',
  heardAt: 'h',
  intervalMs: 'i',
  last: 'la',
  lastBeatAt: 'lb',
  maxRuntimeMs: 'mr',
  message: 'm',
  name: 'n',
  openSince: 'os',
  outcome: 'oc',
  owner: 'o',
  reason: 'r',
  recoveries: 'rc',
  retentionMs: 'rt',
  runLimits: 'rl',
  schedule: 'sc',
  sequence: 'q',
  silenceMs: 'sm',
  source: 'so',
  startedAt: 'sa',
  succeeded: 'su',
  tags: 't',
  thresholds: 'th',
  timezone: 'tz',
  told: 'tl',
  totalMs: 'tm',
  toward: 'tw',
  type: 'ty',
};

const LONG: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SHORT).map(([long, short]) => [short, long]),
);

const nameIn = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? names[name]! : name;

function renamed(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((member) => renamed(member, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [nameIn(names, name), renamed(member, names)]),
  );
}

/** A plain value of known shape with its property names cut short, at every depth. */
export const abbreviated = (value: unknown): unknown => renamed(value, SHORT);

export const expanded = (value: unknown): unknown => renamed(value, LONG);

/** The short form of one name. */
export const abbreviation = (name: string): string => nameIn(SHORT, name);
