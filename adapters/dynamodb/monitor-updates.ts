import { keptMessage } from '../../core/monitor/kept-message.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { patchBetween } from '../../core/monitor/patch.ts';
import type { SteadyBeat } from '../../core/ports/monitor-store.ts';
import { runNames } from './monitor-conditions.ts';
import { ATTRIBUTE, encoded, type Field, shardOf, ttlOf } from './monitor-items.ts';
import type { Update } from './table.ts';

/** Attributes to set and to remove, by the names that conditions use for them too. */
class Changes {
  readonly #sets: string[] = [];
  readonly #removes: string[] = [];
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, unknown> = {};

  /** Removes it where there is no value. */
  set(name: string, attribute: string, value: unknown): this {
    this.#names[`#${name}`] = attribute;
    if (value === undefined) {
      this.#removes.push(`#${name}`);
    } else {
      this.#sets.push(`#${name} = :${name}`);
      this.#values[`:${name}`] = value;
    }
    return this;
  }

  setField(field: Field, value: unknown): this {
    return this.set(field, ATTRIBUTE[field], value === undefined ? undefined : encoded(field, value));
  }

  /** A path of several names, set to a value that is set already. */
  setPath(path: string, names: Readonly<Record<string, string>>, value: string): this {
    Object.assign(this.#names, names);
    this.#sets.push(`${path} = ${value}`);
    return this;
  }

  raise(field: Field): this {
    const name = `#${field}`;
    this.#names[name] = ATTRIBUTE[field];
    this.#values[':one'] = 1;
    this.#sets.push(`${name} = ${name} + :one`);
    return this;
  }

  update(): Update {
    const removes = this.#removes.length > 0 ? ` REMOVE ${this.#removes.join(', ')}` : '';
    return {
      expression: `SET ${this.#sets.join(', ')}${removes}`,
      names: this.#names,
      values: this.#values,
    };
  }
}

/** What a steady beat changes: nothing that stands in a key of the index, and no version. */
export function steadyUpdate({ state, record }: SteadyBeat): Update {
  const changes = new Changes().setField('lastBeatAt', record.at);
  if (record.message !== undefined) changes.setField('lastMessage', keptMessage(record.message));
  if (record.vitals !== undefined) changes.setField('vitals', record.vitals);
  if ('run' in state) changes.setPath('#runs.#run.#heardAt', runNames(state.run), ':lastBeatAt');
  return changes.update();
}

/**
 * Exactly the attributes in which `after` differs, and the version. Keys of the index are touched only where
 * `dueAt` or `expiresAt` is.
 */
export function changeUpdate(read: Monitor, after: Monitor): Update {
  const patch = patchBetween(read, after);
  const changes = new Changes().setField('version', read.version + 1);
  for (const [field, value] of Object.entries(patch.set)) changes.setField(field as Field, value);
  for (const field of patch.remove) changes.setField(field, undefined);
  const touched = (field: 'dueAt' | 'expiresAt'): boolean =>
    field in patch.set || patch.remove.includes(field);
  if (touched('dueAt') || touched('expiresAt')) changes.set('dueShard', 'dueShard', shardOf(after));
  if (touched('expiresAt')) changes.set('ttl', 'ttl', ttlOf(after));
  return changes.update();
}

/** Nothing but what was published is removed, and `dueAt` stays. */
export const publishedUpdate = (sequence: number): Update =>
  new Changes().setField('published', sequence).raise('version').setField('inherited', undefined).update();
