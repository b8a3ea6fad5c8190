/**
 * The one table, as both a stack and a local table are made from it. Every item has `pk` and `sk`; an item that
 * wants to be woken has `dueShard` and `dueAt` and so stands in the sparse, keys-only index; an item that may go
 * has `ttl`, in seconds.
 */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'ttl',
  dueIndex: { name: 'due', partitionKey: 'dueShard', sortKey: 'dueAt' },
} as const;

/** The attributes that make up keys, and their types as DynamoDB names them. */
export const KEY_TYPES = { pk: 'S', sk: 'S', dueShard: 'N', dueAt: 'N' } as const;
