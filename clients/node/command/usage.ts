import { parseArgs } from 'node:util';

/** What was typed does not fit; the message says what would. */
export class UsageError extends Error {}

export interface Flag {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  /** How its value is called in the help. */
  readonly value?: string;
  readonly help: string;
}

export interface Command {
  readonly name: string;
  /** What follows the name. */
  readonly synopsis: string;
  readonly summary: string;
  readonly flags: Readonly<Record<string, Flag>>;
  /** Shown at the end of its help. */
  readonly notes?: string;
  /** @returns the exit code */
  run(given: Given): Promise<number>;
}

export interface Given {
  readonly flags: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
  /** What stands behind `--`. */
  readonly rest: readonly string[] | undefined;
}

const SERVER_FLAGS: Readonly<Record<string, Flag>> = {
  url: { type: 'string', value: 'address', help: 'Heartbeat Central; by default HEARTBEAT_URL' },
  'key-file': {
    type: 'string',
    value: 'file',
    help: 'the file that holds the key; by default HEARTBEAT_KEY_FILE, else the key is in HEARTBEAT_KEY',
  },
  help: { type: 'boolean', short: 'h', help: 'show this' },
};

/** @throws UsageError */
export function parse({ name, flags }: Command, args: readonly string[]): Given {
  const split = args.indexOf('--');
  const before = split === -1 ? args : args.slice(0, split);
  const options = Object.fromEntries(
    Object.entries({ ...flags, ...SERVER_FLAGS }).map(([flag, { type, short, multiple }]) => [
      flag,
      { type, ...(short && { short }), ...(multiple && { multiple }) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...before], options, allowPositionals: true });
    return {
      flags: values as Given['flags'],
      positionals,
      rest: split === -1 ? undefined : args.slice(split + 1),
    };
  } catch (error) {
    // Its first sentence says what; the others speak of programming.
    const [words] = (error as Error).message.split(/\. |\n/);
    throw new UsageError(`${words}. See: heartbeat ${name} --help`);
  }
}

export function helpOf({ name, synopsis, summary, flags, notes }: Command): string {
  const rows = Object.entries({ ...flags, ...SERVER_FLAGS }).map(([flag, { short, value, help }]) => [
    `${short ? `-${short}, ` : ''}--${flag}${value ? ` <${value}>` : ''}`,
    help,
  ]);
  return `${summary}

Usage: heartbeat ${name} ${synopsis}

${table(rows)}
${notes ? `\n${notes}\n` : ''}`;
}

export function table(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`).join('\n');
}
