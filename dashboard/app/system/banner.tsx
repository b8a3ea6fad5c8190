import { now } from '../time/now.ts';
import { ownTroubles, system } from './system.ts';

/** Above everything, if we ourselves are not well. */
export function Banner() {
  const known = system.value;
  const troubles = known ? ownTroubles(known, now.value) : [];
  if (troubles.length === 0) return null;
  return (
    <div class="banner" role="alert">
      {troubles.join(' ')} <a href="#/system">Figures</a>
    </div>
  );
}
