import { lasting, moment } from '../time/words.ts';
import type { Row } from './row.ts';

/** Why it is not up, in words with times; undefined where nothing is the matter. */
export function whyOf(row: Row, now: number): string | undefined {
  switch (row.status) {
    case 'down':
      return whyDown(row, now);
    case 'late':
      return row.expectedAt === undefined
        ? 'late'
        : `late: due ${lasting(now - row.expectedAt)} ago${graceLeft(row, now)}`;
    case 'degraded':
      return `degraded since ${moment(row.since, now)}${saying(row)}`;
    case 'running':
      return row.runningSince === undefined
        ? 'a run is under way'
        : `running for ${lasting(now - row.runningSince)}${limitOf(row)}`;
    case 'unknown':
      return row.reason === 'resumed' ? 'watched again, not heard since' : 'never heard';
    case 'paused':
      return row.reason === 'left-file'
        ? `no longer in the configuration file since ${moment(row.since, now)}`
        : `paused since ${moment(row.since, now)}`;
    case 'up':
      return undefined;
  }
}

/** What stands where nothing is the matter: when it was heard. */
export const heardWords = ({ lastHeartbeat }: Row, now: number): string =>
  lastHeartbeat === undefined ? 'not heard yet' : `heard ${lasting(now - lastHeartbeat)} ago`;

function whyDown(row: Row, now: number): string {
  // A silence is dated at its deadline.
  const by = moment(row.since, now);
  switch (row.reason) {
    case 'missed':
      return row.kind === 'scheduler'
        ? `missed: no run in time, expected by ${by}`
        : `silent: expected by ${by}${heard(row, now)}`;
    case 'never-heard':
      return `never heard: expected by ${by}`;
    case 'overrun':
      return `a run takes too long: over its limit since ${by}`;
    case 'silent-run':
      return `a run fell silent: no heartbeat by ${by}`;
    default:
      return row.kind === 'scheduler'
        ? `a run failed at ${by}${saying(row)}`
        : `reports a failure${saying(row)}`;
  }
}

const saying = ({ message }: Row): string => (message ? `: ${message}` : '');

const heard = ({ lastHeartbeat }: Row, now: number): string =>
  lastHeartbeat === undefined ? '' : `, last heard ${moment(lastHeartbeat, now)}`;

const graceLeft = ({ downAfter }: Row, now: number): string =>
  downAfter === undefined ? '' : `, grace ends in ${lasting(downAfter - now)}`;

const limitOf = ({ runningSince, downAfter }: Row): string =>
  runningSince === undefined || downAfter === undefined ? '' : `, limit ${lasting(downAfter - runningSince)}`;

/** What comes next: a figure, and what it means. */
export function nextOf(row: Row, now: number): { readonly figure: string; readonly meaning: string } {
  const { status, expectedAt, downAfter, lastHeartbeat, since } = row;
  if (status === 'down') return { figure: lasting(now - since), meaning: 'down for' };
  if (status === 'paused') return { figure: lasting(now - since), meaning: 'paused for' };
  if (status === 'late' && downAfter !== undefined)
    return { figure: `${lasting(downAfter - now)} left`, meaning: 'grace ends' };
  if (status === 'running' && downAfter !== undefined)
    return { figure: `${lasting(downAfter - now)} left`, meaning: 'until its limit' };
  if (expectedAt !== undefined && expectedAt > now)
    return { figure: `in ${lasting(expectedAt - now)}`, meaning: 'next due' };
  if (expectedAt !== undefined) return { figure: `${lasting(now - expectedAt)} ago`, meaning: 'was due' };
  if (lastHeartbeat !== undefined)
    return { figure: `${lasting(now - lastHeartbeat)} ago`, meaning: 'last heard' };
  return { figure: 'never', meaning: 'heard' };
}
