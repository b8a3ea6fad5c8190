import { ask } from '../address.ts';
import { filters } from '../fleet/filters.ts';
import { counts } from '../fleet/fleet.ts';
import { StatusShape } from '../status/status-shape.tsx';
import { TILES, WORD } from '../status/status-words.ts';

/** How many are in each state; a click shows these alone, another one all. */
export function Tiles() {
  const chosen = filters.value.status;
  return (
    <div class="tiles" role="group" aria-label="Show only one status">
      {TILES.map((status) => {
        const count = counts.value?.[status] ?? 0;
        return (
          <button
            key={status}
            type="button"
            class={`tile ${status} ${count > 0 ? 'some' : 'none'}`}
            aria-pressed={chosen === status}
            onClick={() => ask({ status: chosen === status ? '' : status })}
          >
            <span class="figure">{count}</span>
            <span class="label">
              <StatusShape status={status} /> {WORD[status]}
            </span>
          </button>
        );
      })}
    </div>
  );
}
