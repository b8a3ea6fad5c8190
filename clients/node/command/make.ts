import { pause, systemClock } from '../src/clock.ts';
import type { HeartbeatCentral } from '../src/heartbeat-central.ts';
import { HeartbeatProblem } from '../src/problem.ts';
import { pauseMs } from '../src/retrying.ts';
import type { Fields } from './fields.ts';
import { presentIn } from './plan.ts';
import type { Section } from './sections.ts';

const MOST_TRIES = 4;
const NEVER = new AbortController().signal;

interface Clients {
  /** Whose it becomes. */
  readonly own: HeartbeatCentral;
  readonly admin: HeartbeatCentral;
}

/**
 * Makes one, and only one: where an answer leaves open whether it was made, what is there is looked at before it is asked
 * for again. @throws HeartbeatProblem of strict clients, Error where its new key went with the answer
 */
export async function make(
  { own, admin }: Clients,
  section: Section,
  id: string,
  body: Fields,
): Promise<Fields> {
  const { method, path } = section.create;
  for (let tries = 1; ; tries++) {
    try {
      const outcome = await own.request(method, path, body);
      return Object(outcome.ok && outcome.body);
    } catch (error) {
      if (!(error instanceof HeartbeatProblem && error.isUnclear)) throw error;
      const [there] = (await presentIn(admin, section)).get(id) ?? [];
      if (there) return asMade(there.fields, body);
      if (tries === MOST_TRIES) throw error;
      await pause(systemClock, pauseMs(tries, Math.random, error.retryAfterMs), NEVER);
    }
  }
}

function asMade(there: Fields, { apiKey }: Fields): Fields {
  if (there.requiresKey !== true || apiKey != null) return there;
  throw new Error('it is made, but the answer with its key did not arrive: give it another one as apiKey');
}
