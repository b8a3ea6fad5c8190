const MOST_LENGTH = 64;

/** Small letters, digits and -: what is left of a name for an address. Empty where nothing is. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const cut = (slug: string, most: number): string => slug.slice(0, most).replace(/-$/, '');

/** An id made of a name, or of `otherwise`, that nobody has: numbered where it must be. */
export function freeId(name: string, otherwise: string, taken: ReadonlySet<string>): string {
  const slug = cut(slugOf(name), MOST_LENGTH) || otherwise;
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : `-${n}`;
    const id = `${cut(slug, MOST_LENGTH - end.length)}${end}`;
    if (!taken.has(id)) return id;
  }
}
