import { describe, expect, test } from '@jest/globals';
import { createOutgoing, type Outgoing } from '../../adapters/outgoing/outgoing.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { transitionWith } from '../events/transitions.ts';
import { answering, httpReceiver, type Received } from './http-receiver.ts';
import { refusalOf } from './refusal-of.ts';

export interface OpenOptions {
  /** The receiver in place of the vendor, such as `http://127.0.0.1:1234`. */
  readonly origin: string;
  readonly publicUrl: string;
  readonly outgoing: Outgoing;
  readonly clock: Clock;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | object;
}

export interface Vendor {
  /** Every secret that is handed in holds the word `secret`. */
  readonly open: (options: OpenOptions) => Channel;
  readonly taken: Answer & { readonly said: string };
  /** What the vendor documents for refusals, the sentence made of it and the pause. */
  readonly refusals: readonly (Answer & { readonly sentence: string; readonly retryAfterMs?: number })[];
}

export const publicUrl = 'https://heartbeats.example.com';
export const clock: Clock = { now: () => Date.parse('2025-11-21T10:00:00Z') };
export const message = { type: 'transition', transition: transitionWith() } as const;

const answerOf = ({ status, headers = {}, body = '' }: Answer) =>
  answering(status, headers, typeof body === 'string' ? body : JSON.stringify(body));

const outgoingWithin = (timeoutMs: number): Outgoing =>
  createOutgoing({ allowPrivateTargets: true, timeoutMs });

/** Sends once to a receiver that answers so. @returns what came in and what the channel said. */
export async function sentTo(
  { open, taken }: Pick<Vendor, 'open' | 'taken'>,
  sent: Parameters<Channel['send']>[0] = message,
): Promise<{ said: string; request: Received }> {
  await using receiver = await httpReceiver(answerOf(taken));
  const origin = `http://127.0.0.1:${receiver.port}`;
  const said = await open({ origin, publicUrl, outgoing: outgoingWithin(5_000), clock }).send(sent);
  const [request, ...others] = receiver.received;
  if (!request || others.length > 0) throw new Error('Not sent once');
  return { said, request };
}

/** What holds for every channel over HTTP: each of the vendor's documented answers, and none at all. */
export function describeHttpChannel(vendor: Vendor): void {
  const openTo = (port: number, timeoutMs = 5_000): Channel =>
    vendor.open({
      origin: `http://127.0.0.1:${port}`,
      publicUrl,
      outgoing: outgoingWithin(timeoutMs),
      clock,
    });

  describe('the channel', () => {
    test('is told that the message was taken', async () => {
      expect((await sentTo(vendor)).said).toBe(vendor.taken.said);
    });

    test('takes even an empty notice', async () => {
      const { request } = await sentTo(vendor, { type: 'notice', subject: '', text: '\n' });
      expect(request.body).toContain('Notice');
    });

    test.each(vendor.refusals)('is refused: $sentence', async (answer) => {
      await using receiver = await httpReceiver(answerOf(answer));
      const refused = await refusalOf(() => openTo(receiver.port).send(message));
      expect(refused.message).toBe(answer.sentence);
      expect(refused.retryAfterMs).toBe(answer.retryAfterMs);
      expect(receiver.received).toHaveLength(1);
    });

    test('heeds Retry-After, and repeats no foreign words', async () => {
      await using receiver = await httpReceiver(
        answering(503, { 'retry-after': '9' }, '<html>secret words</html>'),
      );
      const refused = await refusalOf(() => openTo(receiver.port).send(message));
      expect(refused).toMatchObject({ message: '127.0.0.1 answered 503.', retryAfterMs: 9_000 });
    });

    test('does not wait for a slow receiver', async () => {
      await using receiver = await httpReceiver(() => {});
      const refused = await refusalOf(() => openTo(receiver.port, 200).send(message));
      expect(refused.message).toBe('127.0.0.1 did not answer within 0.2 s.');
    });

    test('is refused where the connection is dropped', async () => {
      await using receiver = await httpReceiver((request) => request.socket.destroy());
      const refused = await refusalOf(() => openTo(receiver.port).send(message));
      expect(refused.message).toBe('127.0.0.1 closed the connection (ECONNRESET).');
    });

    test('never follows a redirect', async () => {
      await using receiver = await httpReceiver(answering(307, { location: 'http://169.254.169.254/' }));
      const refused = await refusalOf(() => openTo(receiver.port).send(message));
      expect(refused.message).toBe('127.0.0.1 answered 307; redirects are not followed.');
    });

    test('is not made for an address that can never work', async () => {
      const strict = createOutgoing({ allowPrivateTargets: false });
      const create = (): Channel =>
        vendor.open({ origin: 'http://vendor.example', publicUrl, outgoing: strict, clock });
      expect((await refusalOf(create)).message).toBe(
        'vendor.example must be reached over https, not plain http.',
      );
    });
  });
}
