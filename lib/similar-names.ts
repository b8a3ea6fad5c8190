const SHORTEST_BEGINNING = 4;

/** Names that differ only in case and signs are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How many letters must be changed, added or left out to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, above[j]! + 1, row[j - 1]! + 1));
    }
  }
  return row[b.length]!;
}

/** One letter in a short name, two in a longer one; or the one is the beginning of the other. */
function isSimilar(name: string, known: string): boolean {
  const shorter = Math.min(name.length, known.length);
  const isBeginning = shorter >= SHORTEST_BEGINNING && (known.startsWith(name) || name.startsWith(known));
  return isBeginning || distance(name, known) <= (shorter > SHORTEST_BEGINNING ? 2 : 1);
}

/** The known name that this one was probably meant to be; undefined where it resembles none. */
export function similarName(name: string, known: readonly string[]): string | undefined {
  const nearest = known
    .filter((candidate) => isSimilar(plain(name), plain(candidate)))
    .sort((a, b) => distance(plain(name), plain(a)) - distance(plain(name), plain(b)));
  return nearest[0];
}
