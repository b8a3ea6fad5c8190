import { useEffect, useRef } from 'preact/hooks';
import { KINDS } from '../../../core/monitor/ref.ts';
import { address, ask } from '../address.ts';
import { filters, tags } from '../fleet/filters.ts';

/** What the list is narrowed by, and how it is shown. `/` leads here, Escape empties it and leads back. */
export function Search() {
  const box = useRef<HTMLInputElement>(null);
  const { q, kind = '', tag } = filters.value;
  const view = address.value.query.get('view') ?? '';

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = (event.target as HTMLElement).closest?.('input, select, textarea, dialog');
      if (event.key === '/' && !isTyping) {
        event.preventDefault();
        box.current?.focus();
        box.current?.select();
      }
      if (event.key === 'Escape' && !(event.target as HTMLElement).closest?.('dialog')) {
        ask({ q: '', status: '', kind: '', tag: '' });
        box.current?.blur();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return (
    <search class="search">
      <input
        ref={box}
        type="search"
        value={q}
        placeholder="Search name, tag, owner   /"
        aria-label="Search name, tag, owner"
        aria-keyshortcuts="/"
        onInput={(event) => ask({ q: event.currentTarget.value })}
      />
      <select aria-label="Kind" value={kind} onChange={(event) => ask({ kind: event.currentTarget.value })}>
        <option value="">kind: any</option>
        {KINDS.map((one) => (
          <option key={one} value={one}>
            kind: {one}
          </option>
        ))}
      </select>
      {(tags.value.length > 0 || tag) && (
        <select aria-label="Tag" value={tag} onChange={(event) => ask({ tag: event.currentTarget.value })}>
          <option value="">tag: any</option>
          {[...new Set([...tags.value, ...(tag ? [tag] : [])])].map((one) => (
            <option key={one} value={one}>
              tag: {one}
            </option>
          ))}
        </select>
      )}
      <div class="switch" role="group" aria-label="View">
        <button type="button" aria-pressed={view !== 'lanes'} onClick={() => ask({ view: '' })}>
          List
        </button>
        <button type="button" aria-pressed={view === 'lanes'} onClick={() => ask({ view: 'lanes' })}>
          Lanes
        </button>
      </div>
    </search>
  );
}
