import type { Delivery } from '../ports/delivery-store.ts';

const ANSWER_LENGTH = 500;

/** As much of a receiver's answer as is kept. */
export const keptAnswer = (answer: string): string => answer.slice(0, ANSWER_LENGTH);

/** The delivery with nothing left to do. */
export const settled = (
  delivery: Delivery,
  state: Delivery['state'],
  at: number,
  answer: string,
): Delivery => ({
  ...delivery,
  state,
  dueAt: undefined,
  settledAt: at,
  answer: keptAnswer(answer),
});
