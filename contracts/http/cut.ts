import { MOST_MESSAGE_LENGTH, MOST_METADATA_DEPTH, MOST_METADATA_LENGTH } from './limits.ts';

/** What fits of a value that must not be refused for its size. */
export interface Cut<T> {
  readonly value: T;
  readonly truncated: boolean;
}

export type Metadata = Readonly<Record<string, unknown>>;

/** At most `limit` UTF-16 units, never half a character. */
export function cutText(text: string, limit: number = MOST_MESSAGE_LENGTH): Cut<string> {
  if (text.length <= limit) return { value: text, truncated: false };
  const last = text.charCodeAt(limit - 1);
  const halved = last >= 0xd800 && last <= 0xdbff;
  return { value: text.slice(0, halved ? limit - 1 : limit), truncated: true };
}

/** At most `limit` bytes of UTF-8, never half a character. */
export function cutBytes(text: string, limit: number): Cut<string> {
  // A character of UTF-16 has at most three bytes.
  if (text.length * 3 <= limit) return { value: text, truncated: false };
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(limit));
  return read === text.length
    ? { value: text, truncated: false }
    : { value: text.slice(0, read), truncated: true };
}

function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeep(member, levels - 1));
}

/** Entries in their order as long as they fit; the first text that does not fit is cut to what is left. */
export function cutMetadata(metadata: Metadata, limit: number = MOST_METADATA_LENGTH): Cut<Metadata> {
  const shallow = Object.entries(metadata).filter(([, value]) => !isDeep(value, MOST_METADATA_DEPTH));
  const kept: [string, unknown][] = [];
  // Two braces, and each entry but the last has a comma.
  let left = limit - 1;
  for (const [key, value] of shallow) {
    const name = JSON.stringify(key).length + 2;
    const room = left - name;
    const fitting = JSON.stringify(value).length <= room ? value : textThatFits(value, room);
    if (fitting === undefined) continue;
    kept.push([key, fitting]);
    left = room - JSON.stringify(fitting).length;
  }
  const whole = kept.length === Object.keys(metadata).length && kept.every(([key, v]) => v === metadata[key]);
  return whole ? { value: metadata, truncated: false } : { value: Object.fromEntries(kept), truncated: true };
}

/** Below this, a rest of a text says nothing. */
const SHORTEST_REST = 16;

function textThatFits(value: unknown, room: number): string | undefined {
  if (typeof value !== 'string' || room < SHORTEST_REST) return undefined;
  // A character may take six in JSON (\u0000): where the rest is still too long, a sixth surely fits.
  const plain = cutText(value, room - 2).value;
  return JSON.stringify(plain).length <= room ? plain : cutText(value, Math.floor((room - 2) / 6)).value;
}
