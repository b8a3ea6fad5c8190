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
