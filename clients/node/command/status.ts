import { FLEET_FLAGS, readFleet, showFleet } from './fleet.ts';
import { clientOf, settingsOf } from './settings.ts';
import type { Command } from './usage.ts';

export const status: Command = {
  name: 'status',
  synopsis: '[options]',
  summary: 'Lists monitors, worst first.',
  flags: FLEET_FLAGS,
  notes: 'Exit codes: 0 they are listed, however they are; 1 they could not be read; 2 this line is wrong.',
  async run(given) {
    const fleet = await readFleet(clientOf(settingsOf(given), { strict: true }), given);
    process.stdout.write(
      given.flags.json ? `${JSON.stringify(fleet, undefined, 2)}\n` : showFleet(fleet, Date.now()),
    );
    return 0;
  },
};
