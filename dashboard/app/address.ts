import { effect, signal } from '@preact/signals';

/** Where the reader is: what stands behind the `#`, such as `/monitors/service/shop?log=runs`. */
export interface Address {
  /** Decoded: `['monitors', 'service', 'a/b']`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function read(): Address {
  const [path = '', query = ''] = location.hash.slice(1).split('?', 2);
  return {
    path: path.split('/').filter(Boolean).map(decoded),
    query: new URLSearchParams(query),
  };
}

export const address = signal<Address>(read());

/** Asks the reader, where the page that is shown must not just be left. */
let askFirst: ((wanted: string) => void) | undefined;

addEventListener('hashchange', () => {
  if (!askFirst) {
    address.value = read();
    return;
  }
  const wanted = location.hash;
  history.pushState(null, '', hashOf(address.value.path, address.value.query));
  askFirst(wanted);
});

/**
 * From now on no link and no step back leads away from this page; `ask` is told where one wanted to lead.
 * @returns ends it
 */
export function holdReader(ask: (wanted: string) => void): () => void {
  askFirst = ask;
  return () => {
    if (askFirst === ask) askFirst = undefined;
  };
}

/** Leads to another page, whatever holds the reader on this one. */
export function goTo(hash: string): void {
  askFirst = undefined;
  location.hash = hash;
}

/** The list as it was last seen, filters and all: where "back" leads. */
export const listAddress = signal('#/');
effect(() => {
  if (address.value.path.length === 0) listAddress.value = hashOf([], address.value.query);
});

function hashOf(path: readonly string[], query: URLSearchParams): string {
  const search = query.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
}

export const linkTo = (...path: readonly string[]): string => hashOf(path, new URLSearchParams());

export const monitorLink = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  linkTo('monitors', kind, id);

/** Changes what the address asks for without a step in the history; what is empty is left out. */
export function ask(changes: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams(address.value.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  history.replaceState(null, '', hashOf(address.value.path, query));
  address.value = read();
}

/** `?tv=1`: a screen on a wall, which nobody clicks on. */
export const isWallScreen = new URLSearchParams(location.search).has('tv');
