import type { KnownChannel } from '../ports/channel-directory.ts';
import { hasFilter } from './audience.ts';

/** Whoever hears of every monitor, or of what no other channel claims, hears of Heartbeat Central itself. */
export const hearsNotices = ({ enabled, wants, isDefault }: KnownChannel): boolean =>
  enabled && (isDefault || !hasFilter(wants));
