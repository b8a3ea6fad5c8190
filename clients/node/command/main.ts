import { VERSION } from '../src/version.ts';
import { note } from './note.ts';
import { type Command, helpOf, parse, table, UsageError } from './usage.ts';

const USAGE = 2;

/** Each is loaded only when it is run: a job should not wait for what reads YAML. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  send: {
    summary: 'send a heartbeat, of one or many',
    load: async () => (await import('./send.ts')).send,
  },
  exec: {
    summary: 'run a job and tell how it goes',
    load: async () => (await import('./exec.ts')).exec,
  },
  apply: {
    summary: 'make monitors and channels what a file says',
    load: async () => (await import('./apply.ts')).apply,
  },
  status: {
    summary: 'list monitors, worst first',
    load: async () => (await import('./status.ts')).status,
  },
  watch: {
    summary: 'the same, kept up to date',
    load: async () => (await import('./watch.ts')).watch,
  },
};

const help = (): string => `Tells Heartbeat Central that things are alive.

Usage: heartbeat <command> [options]

${table(Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary]))}

${table([
  ['HEARTBEAT_URL', 'the address of Heartbeat Central'],
  ['HEARTBEAT_KEY', 'the key; or HEARTBEAT_KEY_FILE, a file that holds it'],
  ['NO_COLOR', 'no colours; there are none either where the output is no terminal'],
])}

heartbeat <command> --help says more of each. heartbeat --version: ${VERSION}
`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--version' || name === '-v') return said(`${VERSION}\n`);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return said(args[0] && COMMANDS[args[0]] ? helpOf(await COMMANDS[args[0]]!.load()) : help());
  }
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!known) throw new UsageError(`there is no command ${name}. See: heartbeat --help`);
  const command = await known.load();
  const given = parse(command, args);
  return given.flags.help ? said(helpOf(command)) : command.run(given);
}

function said(text: string): number {
  process.stdout.write(text);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    note(error.message);
    process.exitCode = error instanceof UsageError ? USAGE : 1;
  },
);
