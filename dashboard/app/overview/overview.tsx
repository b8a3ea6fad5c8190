import { computed } from '@preact/signals';
import { address, ask, isWallScreen } from '../address.ts';
import { filters, isFiltered, shownRows } from '../fleet/filters.ts';
import { counts, rows } from '../fleet/fleet.ts';
import { FirstSteps } from './first-steps.tsx';
import { headline, remarkable } from './headline.ts';
import { Lanes } from './lanes.tsx';
import { MonitorList } from './monitor-list.tsx';
import { Search } from './search.tsx';
import { Tiles } from './tiles.tsx';
import { Underline } from './underline.tsx';

const told = computed(() => remarkable(rows.value ?? []));

/** The answer first, then how many, then which, worst first. */
export function Overview() {
  const known = counts.value;
  if (!known) return <main class="overview" aria-busy="true" />;
  const view = address.value.query.get('view');
  return (
    <main class="overview">
      <h1>{headline(known)}</h1>
      <Underline it={told.value} counts={known} />
      <Tiles />
      <FirstSteps />
      {known.total > 0 && (
        <>
          {!isWallScreen && <Search />}
          <Found />
          {view === 'lanes' ? <Lanes /> : <MonitorList />}
        </>
      )}
    </main>
  );
}

/** How many a filter leaves, told to screen readers too, and the way out. */
function Found() {
  const count = shownRows.value.length;
  const { q } = filters.value;
  return (
    <p class="found soft" role="status">
      {isFiltered.value && (
        <>
          {count === 0 ? `No monitor fits${q ? ` “${q}”` : ' these filters'}` : `${count} shown`}
          {' · '}
          <button type="button" class="link" onClick={() => ask({ q: '', status: '', kind: '', tag: '' })}>
            Show all
          </button>
        </>
      )}
    </p>
  );
}
