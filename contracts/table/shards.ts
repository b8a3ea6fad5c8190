/** 16 partitions of one kind: a fleet of 10,000 monitors that beats every 10 s writes 60 units a second to each. */
export const MONITOR_SHARDS = 16;

/**
 * 8 partitions of the index: each takes 1,000 writes a second, so that 8,000 monitors may move their deadline in
 * one second. It may grow: an item goes to its new shard when it moves next, and all shards are always read.
 */
export const DUE_SHARDS = 8;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, folded so that its low bits depend on all of it. It must never change: it finds items. */
export function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export const monitorShard = (id: string): number => hashOf(id) % MONITOR_SHARDS;

/** `subject`: what tells the item apart from all others that may be due. */
export const dueShard = (subject: string): number => hashOf(subject) % DUE_SHARDS;
