import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { closest } from './closest.ts';
import type { Fields } from './fields.ts';
import { CONFIG_FIELDS } from './known-fields.ts';
import { configFieldsOf, SECTIONS, type SectionName } from './sections.ts';
import { UsageError } from './usage.ts';

/** Sections of a file, by name; a section that is not there is not touched. */
export type MonitorsFile = ReadonlyMap<SectionName, readonly Fields[]>;

/** What is wrong with it is told at once, all of it. @throws UsageError */
export function readMonitorsFile(path: string): MonitorsFile {
  const document = parseDocument(textOf(path), { uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) throw new UsageError(`${path}: ${broken.message.trim()}`);
  const content: unknown = document.toJS();
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new UsageError(`${path} should have sections: ${Object.keys(SECTIONS).join(', ')}`);
  }
  const problems: string[] = [];
  const sections = new Map<SectionName, readonly Fields[]>();
  for (const [name, entries] of Object.entries(content)) {
    if (!Object.hasOwn(SECTIONS, name)) {
      problems.push(`${name} is no section: there are ${Object.keys(SECTIONS).join(', ')}`);
    } else {
      sections.set(name as SectionName, checked(name as SectionName, entries ?? [], problems));
    }
  }
  if (problems.length > 0) throw new UsageError(`${path}:\n  ${problems.join('\n  ')}`);
  return sections;
}

function checked(name: SectionName, entries: unknown, problems: string[]): Fields[] {
  if (!Array.isArray(entries)) {
    problems.push(`${name} should be a list`);
    return [];
  }
  const known = new Set<string>();
  return entries.flatMap((entry: unknown, index) => {
    const at = `${name}[${index}]`;
    const wrong = problemOf(entry, SECTIONS[name].idField, known) ?? typeProblem(name, entry as Fields);
    if (wrong) {
      problems.push(`${at} ${wrong}`);
      return [];
    }
    problems.push(...unknownFields(name, entry as Fields).map((words) => `${at}.${words}`));
    return [withEnvironment(entry, at, problems) as Fields];
  });
}

function problemOf(entry: unknown, idField: string, known: Set<string>): string | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'should have fields';
  const id = (entry as Fields)[idField];
  if (typeof id !== 'string' || id === '') return `needs ${idField}, a text`;
  if (known.has(id)) return `is there twice: ${id}`;
  known.add(id);
  return undefined;
}

/** Which secrets a channel has, its type says. */
function typeProblem(name: SectionName, { type }: Fields): string | undefined {
  if (name !== 'channels' || configFieldsOf(type)) return undefined;
  return `needs type, one of ${Object.keys(CONFIG_FIELDS).join(', ')}`;
}

/** The server would ignore them, and nobody would know. */
function unknownFields(name: SectionName, entry: Fields): string[] {
  const { one, fields, hints = {}, ownKey } = SECTIONS[name];
  const own = ownKey ? { ...fields, key: true } : fields;
  const config = name === 'channels' ? configFieldsOf(entry.type) : undefined;
  return [
    ...unknownIn(entry, own, `a ${one}`, hints),
    ...(config
      ? unknownIn(entry.config, config, `a ${entry.type} channel`).map((words) => `config.${words}`)
      : []),
  ];
}

function unknownIn(
  entry: unknown,
  known: object,
  whose: string,
  hints: Readonly<Record<string, string>> = {},
) {
  if (typeof entry !== 'object' || entry === null) return [];
  return Object.keys(entry).flatMap((field) => {
    if (Object.hasOwn(known, field)) return [];
    if (Object.hasOwn(hints, field)) return [`${field} ${hints[field]}: leave it out`];
    const meant = closest(field, Object.keys(known));
    const others = meant ? `is ${meant} meant?` : `there are ${Object.keys(known).join(', ')}`;
    return [`${field} is no field of ${whose}: ${others}`];
  });
}

/** `env:NAME` stands for what the environment says, so that no secret is in the file. */
function withEnvironment(value: unknown, at: string, problems: string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => withEnvironment(item, `${at}[${index}]`, problems));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, withEnvironment(member, `${at}.${key}`, problems)]),
    );
  }
  const [, name] = /^env:([A-Za-z_]\w*)$/.exec(String(value)) ?? [];
  if (typeof value !== 'string' || name === undefined) return value;
  if (!process.env[name]) problems.push(`${at}: ${name} is not set in the environment`);
  return process.env[name];
}

function textOf(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
}
