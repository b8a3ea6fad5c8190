import fc from 'fast-check';
import { KINDS } from '../../core/monitor/ref.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import { NOTICE_KINDS, type Notice } from '../../core/ports/operators.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';

/** What XML, JSON and UTF-8 each have their trouble with, half surrogates among it. */
const AWKWARD = [0, 9, 10, 31, 34, 47, 92, 127, 133, 0x2028, 0xd83d, 0xde00, 0xfeff, 0xfffd, 0xfffe, 0xffff];

const unit = fc.oneof(fc.integer({ min: 32, max: 126 }), fc.constantFrom(...AWKWARD), fc.nat(0xffff));

/** Any UTF-16 units at all. */
export const anyText = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(unit, { minLength, maxLength }).map((units) => String.fromCharCode(...units));

export const anyId = anyText(1, 128);
export const anyRef = fc.record({ kind: fc.constantFrom(...KINDS), id: anyId });
const anyMoment = fc.integer({ min: 0, max: 8_640_000_000_000_000 });

export const anyTransitionName = fc.record({
  ref: anyRef,
  born: anyMoment,
  sequence: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
});

export const anyTicket: fc.Arbitrary<Ticket> = fc.oneof(
  fc.record({ type: fc.constant('monitor' as const), ref: anyRef, dueAt: anyMoment }),
  fc.record({
    type: fc.constant('delivery' as const),
    transitionId: anyTransitionName.map(({ ref, ...rest }) => transitionId({ ...ref, ...rest })),
    channel: anyId,
    dueAt: anyMoment,
  }),
);

export const anyNotice: fc.Arbitrary<Notice> = fc.record({
  kind: fc.constantFrom(...NOTICE_KINDS),
  subject: anyText(0, 50),
  text: anyText(0, 200),
});

export const monitorTicketOf = (id: string, dueAt = 1_763_700_000_000): Ticket => ({
  type: 'monitor',
  ref: { kind: 'service', id },
  dueAt,
});

export const deliveryTicketOf = (channel: string, sequence = 1, dueAt = 1_763_700_000_000): Ticket => ({
  type: 'delivery',
  transitionId: `service/shop/1763000000000/${sequence}`,
  channel,
  dueAt,
});

/** The characters that SQS takes: those of XML 1.0. */
export const TAKEN_BY_SQS = /^[\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
