import type { Channel } from '../core/ports/channel.ts';
import type { Log } from '../core/ports/log.ts';
import type { Operators } from '../core/ports/operators.ts';

/** On one machine the operators are who reads the log and who gets the alerts. */
export function createOperators(channels: Iterable<Channel>, log: Log): Operators {
  // An iterator would be used up by the first notice.
  const all = [...channels];
  return {
    async tell({ subject, text }) {
      log.error({ subject, text }, 'Notice for the operators');
      // Not awaited: a slow channel must not hold up what noticed the trouble.
      for (const channel of all) {
        Promise.resolve()
          .then(() => channel.send({ type: 'notice', subject, text }))
          .catch((error) => log.error({ err: error, channel: channel.id }, 'The notice was not delivered'));
      }
    },
  };
}
