import { now } from '../time/now.ts';
import { ownTroubles } from './own-troubles.ts';
import { isSystemSilent, system, systemToldAt } from './system.ts';

/** Above everything, if we ourselves are not well. */
export function Banner() {
  const known = system.value;
  const troubles = known
    ? ownTroubles(known, now.value, isSystemSilent.value ? systemToldAt.value : undefined)
    : [];
  if (troubles.length === 0) return null;
  const isUrgent = troubles.some(({ needsSomebody }) => needsSomebody);
  return (
    <section class={`banner ${isUrgent ? '' : 'calm'}`} aria-label="Heartbeat Central itself">
      {/* What counts on is not said again each time. */}
      <span class="spoken" role={isUrgent ? 'alert' : 'status'}>
        {isUrgent ? 'Heartbeat Central needs you' : 'Of Heartbeat Central itself'}:{' '}
        {troubles.map(({ name }) => name).join(', ')}.
      </span>{' '}
      {troubles.map(({ text }) => text).join(' ')} <a href="#/system">Figures</a>
    </section>
  );
}
