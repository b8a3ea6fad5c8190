import { monitorLink } from '../address.ts';
import { canRead } from '../api/session.ts';
import type { Counts } from '../api/shapes.ts';
import type { Row } from '../fleet/row.ts';
import { now } from '../time/now.ts';
import { lasting } from '../time/words.ts';
import { isAllUp, type Remarkable } from './headline.ts';
import { isNobody, toldOf, toldWords } from './told.ts';
import { useTold } from './use-told.ts';

/** A delivery is made a moment after the change. */
const TELLING_MS = 30_000;
/** Deliveries are kept for 90 days: of an older outage nobody knows who was told. */
const KEPT_MS = 89 * 86_400_000;

interface UnderlineProps {
  readonly it: Remarkable | undefined;
  readonly counts: Counts;
}

/** Below the answer: the longest outage and who was told; where there is none, for how long all is well. */
export function Underline({ it, counts }: UnderlineProps) {
  if (!it) return <p class="underline" />;
  const lasted = lasting(now.value - it.since);
  if (!it.outage)
    return (
      <p class="underline">
        {isAllUp(counts) ? `All is well for ${lasted}.` : `The last change was ${lasted} ago.`}
      </p>
    );
  return (
    <p class="underline">
      {counts.down > 1 && 'Longest: '}
      <a class="strong" href={monitorLink(it.outage)}>
        <bdi>{it.outage.name}</bdi>
      </a>
      , {lasted}.{canRead.value && <Told outage={it.outage} />}
    </p>
  );
}

/** Those who bear no key are not told whom channels lead to. */
function Told({ outage }: { readonly outage: Row }) {
  const { deliveries, names } = useTold(outage);
  const lasted = now.value - outage.since;
  if (!deliveries || lasted > KEPT_MS) return null;
  const told = toldOf(deliveries, outage.since);
  if (isNobody(told) && lasted < TELLING_MS) return null;
  return <bdi> {toldWords(told, names)}</bdi>;
}
