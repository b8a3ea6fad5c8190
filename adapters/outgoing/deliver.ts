import { ChannelNotReady, ChannelRefused } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { plainHost } from './host-guard.ts';
import type { Outgoing } from './outgoing.ts';
import { OutgoingError } from './outgoing-error.ts';
import type { Answer, Content } from './post.ts';
import { retryAfterMs, withinLongestPause } from './retry-after.ts';

export interface DeliverDeps {
  readonly outgoing: Outgoing;
  readonly clock: Clock;
}

/** Any failure as what the channel port promises: a sentence of ours passes, foreign words do not. */
export const toRefusal = (error: unknown): ChannelRefused =>
  error instanceof ChannelRefused
    ? error
    : new ChannelRefused(error instanceof OutgoingError ? error.message : 'The message could not be sent.');

/** Runs `work`; whatever it throws becomes ChannelRefused, but that its turn has not come. */
export async function orRefusal<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ChannelNotReady ? error : toRefusal(error);
  }
}

/** Throws ChannelRefused where this URL can never be posted to. */
export function assertDeliverable(outgoing: Outgoing, url: string): void {
  try {
    outgoing.assertTarget(url);
  } catch (error) {
    throw toRefusal(error);
  }
}

/** How the answers of one vendor are read. */
export interface AnswerReading {
  /** What the receiver says of itself, as far as its protocol makes it safe to repeat. */
  readonly reasonOf?: (answer: Answer) => string | undefined;
  /** The pause in ms that a body asks for; whatever is no number counts as none. */
  readonly pauseMsOf?: (answer: Answer) => number;
}

/** The longer of what the header and the body ask for: too early is refused again. */
function pauseOf(answer: Answer, now: number, { pauseMsOf }: AnswerReading): number | undefined {
  const byHeader = retryAfterMs(answer.headers['retry-after'], now);
  const byBody = withinLongestPause(pauseMsOf?.(answer) ?? Number.NaN);
  return byHeader === undefined || byBody === undefined ? (byHeader ?? byBody) : Math.max(byHeader, byBody);
}

const hostOf = (url: string): string => plainHost(new URL(url).hostname);

function refusal(url: string, answer: Answer, now: number, reading: AnswerReading): ChannelRefused {
  const host = hostOf(url);
  const reason = reading.reasonOf?.(answer);
  const isRedirect = answer.status >= 300 && answer.status < 400;
  const words = reason === undefined ? '' : ` (${reason})`;
  return new ChannelRefused(
    `${host} answered ${answer.status}${words}${isRedirect ? '; redirects are not followed' : ''}.`,
    pauseOf(answer, now, reading),
  );
}

/**
 * POSTs what `contentOf` makes, once. @returns what the receiver said. Rejects with ChannelRefused unless 2xx,
 * and so it does where no content can be made.
 */
export async function deliver(
  deps: DeliverDeps,
  url: string,
  contentOf: () => Content,
  reading: AnswerReading = {},
): Promise<string> {
  return orRefusal(async () => {
    const answer = await deps.outgoing.post(url, contentOf());
    if (answer.status < 200 || answer.status > 299) throw refusal(url, answer, deps.clock.now(), reading);
    return reading.reasonOf?.(answer) ?? `answered ${answer.status}`;
  });
}
