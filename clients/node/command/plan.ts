import type { HeartbeatCentral } from '../src/heartbeat-central.ts';
import type { Fields } from './fields.ts';
import type { Clearing } from './known-fields.ts';
import type { MonitorsFile } from './monitors-file.ts';
import { type Present, SECTIONS, type Section, type SectionName } from './sections.ts';
import { UsageError } from './usage.ts';

export interface Difference {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What is to be done with one of them. `kept`: it is another's to change. */
export interface Step {
  readonly action: 'create' | 'change' | 'unchanged' | 'delete' | 'kept';
  readonly section: SectionName;
  readonly id: string;
  readonly differences: readonly Difference[];
  /** Where it is, if it is there. */
  readonly address?: string;
  /** What the file says of it. */
  readonly fields?: Fields;
  /** Whose it is to change. */
  readonly keptBy?: string;
}

interface Wish {
  /** What is there and is not in the file goes; only of sections that the file has. */
  readonly prune: boolean;
  /** Give all secrets anew: which ones are there cannot be seen. */
  readonly secrets: boolean;
}

const PAGE = 1_000;
/** Of one page. */
const MOST_BYTES = 64_000_000;
const NEVER_SHOWN = '(secret)';

/** Compares a file with what is there. @throws HeartbeatProblem of a strict client, UsageError */
export async function planOf(client: HeartbeatCentral, file: MonitorsFile, wish: Wish): Promise<Step[]> {
  const steps: Step[] = [];
  const deletions: Step[] = [];
  for (const [name, section] of Object.entries(SECTIONS) as [SectionName, Section][]) {
    const entries = file.get(name);
    if (!entries) continue;
    const present = await presentIn(client, section);
    for (const fields of entries) {
      const id = String(fields[section.idField]);
      const there = onlyOne(section, id, present.get(id));
      present.delete(id);
      steps.push(await stepFor(client, name, fields, there, wish));
    }
    if (!wish.prune) continue;
    for (const [id, { address, keptBy }] of [...present].flatMap(([id, all]) =>
      all.map((one) => [id, one] as const),
    )) {
      if (!keptBy) deletions.push({ action: 'delete', section: name, id, differences: [], address });
    }
  }
  // What monitors may name goes after them.
  return [...steps, ...deletions.reverse()];
}

function onlyOne({ one }: Section, id: string, there: readonly Present[] = []): Present | undefined {
  if (there.length < 2) return there[0];
  const addresses = there.map(({ address }) => address).join(' and ');
  throw new UsageError(
    `there is more than one ${one} named ${id}: ${addresses}. Rename or delete one of them`,
  );
}

/** What is there, by what the file calls it. Names need not be unique. @throws HeartbeatProblem */
export async function presentIn(
  client: HeartbeatCentral,
  { list, idField, presentOf }: Section,
): Promise<Map<string, Present[]>> {
  const present = new Map<string, Present[]>();
  for (let cursor: unknown; ; ) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor ? { cursor: String(cursor) } : {}) });
    const page = await read(client, `${list.path}${list.path.includes('?') ? '&' : '?'}${query}`);
    const rows = page[list.rows];
    if (!Array.isArray(rows)) throw new Error(`${list.path} has no ${list.rows}: is this Heartbeat Central?`);
    for (const row of rows as Fields[]) {
      const id = String(row[idField] ?? row.id);
      present.set(id, [...(present.get(id) ?? []), presentOf(row)]);
    }
    cursor = page.cursor;
    if (!cursor) return present;
  }
}

async function read(client: HeartbeatCentral, address: string): Promise<Fields> {
  const outcome = await client.request<Fields>('GET', address, undefined, { mostBytes: MOST_BYTES });
  if (!outcome.ok) throw outcome.problem;
  return Object(outcome.body);
}

async function stepFor(
  client: HeartbeatCentral,
  name: SectionName,
  fields: Fields,
  there: Present | undefined,
  wish: Wish,
): Promise<Step> {
  const section = SECTIONS[name];
  const id = String(fields[section.idField]);
  if (!there) {
    const given = flat(withoutOwnKey(section, fields)).filter(
      ([field, to]) => field !== section.idField && to !== null,
    );
    const differences = given.map(([field, to]) => ({
      field,
      from: undefined,
      to: section.isSecret(field, fields) ? NEVER_SHOWN : to,
    }));
    return { action: 'create', section: name, id, differences, fields };
  }
  const { address, keptBy } = there;
  // Lists of daemons show what all monitors have in common.
  const present = name === 'daemons' ? await read(client, address) : there.fields;
  const differences = differencesOf(section, fields, present, wish.secrets);
  if (differences.length === 0) return { action: 'unchanged', section: name, id, differences, address };
  if (keptBy) return { action: 'kept', section: name, id, differences, address, keptBy };
  return {
    action: 'change',
    section: name,
    id,
    differences,
    address,
    fields: cleared(section, fields, present),
  };
}

/** Only of what the file names: the rest stays as it is. */
function differencesOf(section: Section, fields: Fields, present: Fields, secrets: boolean): Difference[] {
  const asked = withoutOwnKey(section, section.shown?.(fields) ?? fields);
  const shown = Object.fromEntries(flat(present));
  const known = new Set(present.secrets as readonly string[] | undefined);
  return flat(asked).flatMap(([field, to]) => {
    if (!section.isSecret(field, fields)) {
      return isSame(to, shown[field]) ? [] : [{ field, from: shown[field], to }];
    }
    if (to === null && !known.has(field.split('.').at(-1)!)) return [];
    const isSet = known.has(field.split('.').at(-1)!) || present.requiresKey === true;
    if (to === null) return [{ field, from: NEVER_SHOWN, to }];
    return isSet && !secrets ? [] : [{ field, from: isSet ? NEVER_SHOWN : undefined, to: NEVER_SHOWN }];
  });
}

/** With what takes away where the file says null: the API takes null as not said. @throws UsageError where nothing does */
function cleared(section: Section, fields: Fields, present: Fields): Fields {
  const shown = Object.fromEntries(flat(present));
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      const clearing = section.fields[field];
      const inItsWords = Object.keys(section.shown?.({ [field]: null }) ?? { [field]: null })[0]!;
      const there = shown[inItsWords];
      if (value !== null || isNothing(there) || isTaken(clearing, fields)) return [field, value];
      if (clearing !== undefined && !isTakenBy(clearing)) return [field, clearing];
      const what = `${section.one} ${fields[section.idField]}: ${field}`;
      throw new UsageError(
        `${what} is ${JSON.stringify(there)}, and nothing takes it away: give it a value, or leave it out`,
      );
    }),
  );
}

const isTakenBy = (clearing: Clearing): clearing is { readonly takenBy: string } =>
  typeof clearing === 'object' && 'takenBy' in clearing;

const isTaken = (clearing: Clearing, fields: Fields): boolean =>
  clearing !== undefined && isTakenBy(clearing) && !isNothing(fields[clearing.takenBy]);

function withoutOwnKey({ ownKey }: Section, fields: Fields): Fields {
  if (!ownKey) return fields;
  const { key: _key, ...others } = fields;
  return others;
}

/** `config: { url }` as `config.url`; `wants` is given whole. */
const flat = (fields: Fields): [string, unknown][] =>
  Object.entries(fields).flatMap(([field, value]): [string, unknown][] =>
    field === 'config' && typeof value === 'object' && value !== null
      ? Object.entries(value).map(([name, member]) => [`${field}.${name}`, member])
      : [[field, value]],
  );

/** Nothing takes away what is not there: null, an empty text or list, a time of 0 seconds, what is switched off. */
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);

function isSame(asked: unknown, present: unknown): boolean {
  return (isNothing(asked) && isNothing(present)) || written(asked) === written(present);
}

/** As JSON that does not depend on the order of names. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_key, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
