import type { Signal } from '../../../core/monitor/signal.ts';
import { cutBytes } from '../../http/cut.ts';
import { type BodyBearer, wholeText } from '../../http/json-body.ts';

const MOST_MESSAGE_BYTES = 10_000;

export interface Spoken {
  readonly signal: Signal;
  /** Fields that were cut to their limits. */
  readonly truncated?: readonly string[] | undefined;
}

/**
 * A heartbeat's body is words for people, whatever its form: that it came says all that counts. It is cut to its
 * limit, and never the reason to refuse a heartbeat.
 */
export function toSignal(event: BodyBearer): Spoken {
  const text = wholeText(event);
  if (text.trim() === '') return { signal: { type: 'alive' } };
  const { value, truncated } = cutBytes(text, MOST_MESSAGE_BYTES);
  const signal: Signal = { type: 'alive', message: value };
  return truncated ? { signal, truncated: ['message'] } : { signal };
}
