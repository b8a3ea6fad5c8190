/** As people mistake them: `grace_seconds` for `graceSeconds`. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How many letters are to be put, taken or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The name that is meant, if one is close. */
export function closest(name: string, known: readonly string[]): string | undefined {
  const mistaken = plain(name.slice(0, 100));
  const [best] = known
    .map((one) => ({ one, away: distance(mistaken, plain(one)) }))
    .sort((a, b) => a.away - b.away);
  return best && best.away <= Math.max(1, Math.floor(mistaken.length / 3)) ? best.one : undefined;
}
