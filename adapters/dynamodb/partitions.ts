import type { Condition } from './conditions.ts';

/** All of one partition, or only what sorts before a bound. */
export const partitionBefore = (partition: string, bound?: string): Condition => ({
  expression: bound === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
  values: { ':pk': partition, ...(bound !== undefined && { ':before': bound }) },
});

/** All of one partition, or only what sorts after a bound. */
export const partitionAfter = (partition: string, bound?: string): Condition => ({
  expression: bound === undefined ? 'pk = :pk' : 'pk = :pk AND sk > :after',
  values: { ':pk': partition, ...(bound !== undefined && { ':after': bound }) },
});

export interface Between {
  readonly pk: string;
  readonly after: string;
  readonly before: string;
}

/** What of one partition sorts between two bounds, these included. */
export const partitionBetween = ({ pk, after, before }: Between): Condition => ({
  expression: 'pk = :pk AND sk BETWEEN :after AND :before',
  values: { ':pk': pk, ':after': after, ':before': before },
});
