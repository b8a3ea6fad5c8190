import { createInterface } from 'node:readline/promises';
import type { HeartbeatCentral } from '../src/heartbeat-central.ts';
import { HeartbeatProblem } from '../src/problem.ts';
import { coloured, printable } from './colours.ts';
import type { Fields } from './fields.ts';
import { make } from './make.ts';
import { readMonitorsFile } from './monitors-file.ts';
import { planOf, type Step } from './plan.ts';
import { SECTIONS, type Section } from './sections.ts';
import { clientOf, type Settings, settingsOf } from './settings.ts';
import { type Command, type Given, UsageError } from './usage.ts';

type Route = Section['create'];

const DONE = 0;
const FAILED = 1;
const WOULD_CHANGE = 3;
const DECLINED = 4;

/** A server takes so many changes a minute; what is too fast waits as it says. */
const PATIENCE = { timeoutMs: 150_000, attemptTimeoutMs: 15_000, retries: 6 };

export const apply: Command = {
  name: 'apply',
  synopsis: '<file> [options]',
  summary:
    'Makes monitors and channels what a YAML file says. Shows what would change, and asks, before it changes anything.',
  flags: {
    'dry-run': { type: 'boolean', help: 'only show what would change' },
    yes: { type: 'boolean', short: 'y', help: 'do not ask' },
    prune: { type: 'boolean', help: 'delete what is not in the file, of the sections that it has' },
    secrets: { type: 'boolean', help: 'give all secrets anew: which ones are there cannot be seen' },
    json: { type: 'boolean', help: 'print the plan, or with --yes what became of it, as JSON' },
  },
  notes: `Sections are ${Object.keys(SECTIONS).join(', ')}; each is a list in the words of the API. A text env:NAME is
taken from the environment. Of a scheduler, key (env:NAME) is the key that it will report with. A null takes away.
Where one fails the others are done all the same, but nothing is deleted. A file named - is standard input; it takes --yes.

Exit codes: 0 all is as the file says; 1 something failed; 2 this line or the file is wrong; 3 --dry-run, and something
would change; 4 the answer was no.`,
  run: applyFile,
};

async function applyFile(given: Given): Promise<number> {
  const { flags, positionals } = given;
  const [path] = positionals;
  if (!path || positionals.length > 1)
    throw new UsageError('apply takes one file: heartbeat apply monitors.yaml');
  const settings = settingsOf(given);
  const file = readMonitorsFile(path);
  const client = clientOf(settings, { ...PATIENCE, strict: true });
  const wish = { prune: Boolean(flags.prune), secrets: Boolean(flags.secrets) };
  const steps = await planOf(client, file, wish).catch(explained);
  const todo = steps.filter(({ action }) => action !== 'unchanged' && action !== 'kept');
  const kept = steps.filter(({ action }) => action === 'kept');
  if (!flags.json) process.stdout.write(shownPlan(steps));
  if (flags.json && (flags['dry-run'] || todo.length === 0)) print(steps.map(forJson));
  for (const { section, id, keptBy } of kept) {
    process.stderr.write(`heartbeat: ${SECTIONS[section].one} ${id} belongs to ${keptBy}: change it there\n`);
  }
  const otherwise = kept.length > 0 ? FAILED : DONE;
  if (todo.length === 0) return otherwise;
  if (flags['dry-run']) return WOULD_CHANGE;
  if (!flags.yes && !(await isWanted(path))) return DECLINED;
  const failed = await carryOut(settings, client, todo, Boolean(flags.json));
  return failed ? FAILED : otherwise;
}

function explained(error: unknown): never {
  if (error instanceof HeartbeatProblem && error.status === 404) {
    throw new Error(
      `${error.message}. Does this server know what the file has? It may be older than this command`,
    );
  }
  throw error;
}

async function isWanted(path: string): Promise<boolean> {
  if (!process.stdin.isTTY || path === '-') {
    throw new UsageError('nobody is there to ask: add --yes to change this, or --dry-run to only look');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question('Change this? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}

const MARKS = { create: '+', change: '~', delete: '-', unchanged: ' ', kept: '!' } as const;
const COLOURS = { create: 'green', change: 'yellow', delete: 'red', unchanged: 'grey', kept: 'red' } as const;

function shownPlan(steps: readonly Step[]): string {
  const lines = steps.flatMap((step) => {
    if (step.action === 'unchanged') return [];
    const { action, section, id, differences } = step;
    const head = `${MARKS[action]} ${SECTIONS[section].one} ${printable(id)}`;
    return [
      coloured(head, COLOURS[action]),
      ...differences.map(({ field, from, to }) => {
        const before = action === 'create' ? '' : `${valueText(from)} -> `;
        return `    ${printable(field)}: ${before}${valueText(to)}`;
      }),
    ];
  });
  const count = (action: Step['action']) => steps.filter((step) => step.action === action).length;
  const counts = `${count('create')} to create, ${count('change')} to change, ${count('delete')} to delete, ${count('unchanged')} unchanged`;
  return `${[...lines, counts].join('\n')}\n`;
}

const valueText = (value: unknown): string =>
  value === undefined || value === null ? 'nothing' : printable(JSON.stringify(value));

const forJson = ({ action, section, id, differences }: Step) => ({
  action,
  kind: SECTIONS[section].one,
  id,
  differences,
});

/**
 * Goes on where one fails: the others are as wanted. But what is to go may be all that is left of what failed, so nothing
 * is deleted then. @returns whether one failed
 */
async function carryOut(
  settings: Settings,
  client: HeartbeatCentral,
  steps: readonly Step[],
  isJson: boolean,
): Promise<boolean> {
  const results: object[] = [];
  const failed: Step[] = [];
  for (const step of steps) {
    const { one } = SECTIONS[step.section];
    try {
      goOn(step, failed);
      const answer = await carriedOut(settings, client, step);
      results.push({ ...forJson(step), ok: true, ...answer });
      const shown = Object.entries(answer).map(([name, value]) => `\n    ${name}: ${value}`);
      if (!isJson)
        process.stdout.write(`${PAST[step.action]} ${one} ${printable(step.id)}${shown.join('')}\n`);
    } catch (error) {
      failed.push(step);
      results.push({ ...forJson(step), ok: false, error: (error as Error).message });
      process.stderr.write(`heartbeat: ${one} ${step.id}: ${(error as Error).message}\n`);
    }
  }
  if (isJson) print(results);
  return failed.length > 0;
}

/** @throws Error where what failed stands in the way of this step */
function goOn({ action, fields }: Step, failed: readonly Step[]): void {
  if (action === 'delete' && failed.length > 0) throw new Error('is not deleted, as not all went well');
  const named: unknown = fields?.channels;
  if (!Array.isArray(named)) return;
  const missing = failed.find(({ section, id }) => section === 'channels' && named.includes(id));
  if (missing) throw new Error(`names channel ${missing.id}, which failed`);
}

const PAST: Readonly<Record<Step['action'], string>> = {
  create: 'created',
  change: 'changed',
  delete: 'deleted',
  unchanged: 'unchanged',
  kept: 'kept',
};

/** @returns what is shown this once, or is needed to send heartbeats */
async function carriedOut(
  settings: Settings,
  client: HeartbeatCentral,
  { action, section, id, address, fields = {} }: Step,
): Promise<Record<string, unknown>> {
  const { create, change, ownKey } = SECTIONS[section];
  if (action === 'delete') {
    await client.request('DELETE', address!).catch(goneAlready);
    return {};
  }
  const { key, ...others } = fields;
  const body = ownKey ? others : fields;
  const isNew = action === 'create';
  // What is new belongs to the key that registers it.
  const own =
    ownKey && isNew && key
      ? clientOf({ ...settings, key: String(key) }, { ...PATIENCE, strict: true })
      : client;
  const answer = isNew
    ? await make({ own, admin: client }, SECTIONS[section], id, body)
    : await changed(client, change ? { method: change, path: address! } : create, body);
  const shown = isNew ? ['apiKey', 'heartbeat_url'] : ['apiKey'];
  return Object.fromEntries(
    shown.flatMap((name) =>
      answer[name] === undefined || fields[name] === answer[name] ? [] : [[name, answer[name]]],
    ),
  );
}

/** What is sent here may arrive twice. */
async function changed(client: HeartbeatCentral, { method, path }: Route, body: Fields): Promise<Fields> {
  const outcome = await client.request(method, path, body, { repeatable: true });
  return Object(outcome.ok && outcome.body);
}

/** The first of several attempts may have done it. */
function goneAlready(error: unknown): void {
  if (!(error instanceof HeartbeatProblem && error.status === 404)) throw error;
}

const print = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
