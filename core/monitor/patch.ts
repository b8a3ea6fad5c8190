import type { Monitor } from './monitor.ts';
import { same } from './same.ts';

type Changing = Exclude<keyof Monitor, 'kind' | 'id' | 'born' | 'version'>;

/** What a write changes, and nothing else: attributes that it leaves alone keep what others wrote meanwhile. */
export interface Patch {
  readonly set: Partial<Pick<Monitor, Changing>>;
  readonly remove: readonly Changing[];
}

const FIXED: ReadonlySet<string> = new Set(['kind', 'id', 'born', 'version']);

/** The attributes in which `after` differs from `before`. */
export function patchBetween(before: Monitor, after: Monitor): Patch {
  const set: Record<string, unknown> = {};
  const remove: string[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (FIXED.has(key)) continue;
    const was = before[key as keyof Monitor];
    const is = after[key as keyof Monitor];
    if (is === was) continue;
    if (is === undefined) remove.push(key);
    else if (!same(is, was)) set[key] = is;
  }
  return { set, remove: remove as Changing[] };
}

/** `monitor` as a store holds it after this patch was written. */
export function patched(monitor: Monitor, patch: Patch): Monitor {
  const next: Record<string, unknown> = { ...monitor, ...patch.set, version: monitor.version + 1 };
  for (const key of patch.remove) delete next[key];
  return next as unknown as Monitor;
}
