import { setTimeout as pause } from 'node:timers/promises';
import { coloured } from './colours.ts';
import { durationMs } from './duration.ts';
import { FLEET_FLAGS, readFleet, showFleet } from './fleet.ts';
import { clientOf, settingsOf } from './settings.ts';
import { type Command, type Given, UsageError } from './usage.ts';

const SHORTEST_MS = 1_000;
const CLEAR = '\u001b[H\u001b[2J\u001b[3J';

export const watch: Command = {
  name: 'watch',
  synopsis: '[options]',
  summary: 'Lists monitors, worst first, and keeps the list up to date. Ctrl-C ends it.',
  flags: {
    ...FLEET_FLAGS,
    every: { type: 'string', value: 'time', help: 'how often to look; 5s by default' },
    times: { type: 'string', value: 'number', help: 'look so many times, then end' },
  },
  notes: 'With --json each look is one line. On anything but a terminal one list follows the other.',
  run: keepLooking,
};

async function keepLooking(given: Given): Promise<number> {
  const { flags } = given;
  const everyMs = Math.max(SHORTEST_MS, durationMs('every', String(flags.every ?? '5s')));
  const times = flags.times === undefined ? Infinity : Number(flags.times);
  if (!(times >= 1)) throw new UsageError(`--times ${flags.times} is no number of looks`);
  const client = clientOf(settingsOf(given), { strict: true });
  let shown = '';
  let failed = false;
  for (let look = 1; ; look++) {
    try {
      const fleet = await readFleet(client, given);
      failed = false;
      shown = flags.json ? `${JSON.stringify(fleet)}\n` : showFleet(fleet, Date.now());
      show(shown, '', Boolean(flags.json));
    } catch (error) {
      if (error instanceof UsageError) throw error;
      failed = true;
      // What was seen last stays to be seen.
      if (process.stdout.isTTY && !flags.json) show(shown, (error as Error).message, false);
      else process.stderr.write(`heartbeat: ${(error as Error).message}\n`);
    }
    if (look >= times) return failed ? 1 : 0;
    await pause(everyMs);
  }
}

function show(list: string, problem: string, isJson: boolean): void {
  const isScreen = process.stdout.isTTY && !isJson;
  const words = problem ? `\n${coloured(problem, 'red')}\n` : '';
  process.stdout.write(`${isScreen ? CLEAR : ''}${list}${words}${isScreen || isJson ? '' : '\n'}`);
}
