import type { ShownTo } from '../../../contracts/monitors/from-core/monitor.ts';
import type { Identity } from '../../../core/paths/key-ring.ts';

/** What of a monitor this caller is shown. */
export const shownToCaller = ({ keyId, admin }: Identity): ShownTo => ({
  withWords: keyId !== undefined,
  withDetails: admin,
});
