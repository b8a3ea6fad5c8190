/**
 * A date, a time with any number of decimals, and perhaps a zone. Python's `isoformat() + 'Z'` puts a Z even
 * behind an offset, which then says more than the Z.
 */
const ISO =
  /^(?<date>\d{4}-\d\d-\d\d)[T ](?<time>\d\d:\d\d(?::\d\d)?)(?:[.,](?<decimals>\d+))? ?(?:(?<offset>[+-]\d\d):?(?<minutes>\d\d)Z?|Z)?$/i;

/** The year 5138 in seconds, 1973 in milliseconds: what is larger counts milliseconds. */
const MOST_SECONDS = 100_000_000_000;

/** Outside of these years JavaScript writes six digits, which others cannot read. */
const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** A sender's own time as ISO 8601 in UTC; without a zone it is UTC. Undefined where it cannot be read. */
export function clientTimeOf(value: string | number): string | undefined {
  const at = typeof value === 'number' ? epochMs(value) : isoMs(value.trim());
  return at >= FIRST && at <= LAST ? new Date(at).toISOString() : undefined;
}

const epochMs = (value: number): number => Math.trunc(Math.abs(value) < MOST_SECONDS ? value * 1_000 : value);

function isoMs(text: string): number {
  const parts = ISO.exec(text)?.groups;
  if (!parts) return Number.NaN;
  const { date, time, decimals = '', offset, minutes } = parts;
  const seconds = time!.length === 5 ? `${time}:00` : time;
  const zone = offset === undefined ? 'Z' : `${offset}:${minutes}`;
  return Date.parse(`${date}T${seconds}.${decimals.slice(0, 3).padEnd(3, '0')}${zone}`);
}
