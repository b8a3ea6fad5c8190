/** The variables that are set, whatever they hold. */
export type Present = Readonly<Record<string, string | undefined>>;

/** Variables that only work together: the ones that are missing beside one that is set. */
export function together(present: Present, names: readonly string[], purpose: string): string[] {
  const given = names.filter((name) => name in present);
  if (given.length === 0) return [];
  return names
    .filter((name) => !(name in present))
    .map((name) => `${name} is needed beside ${given.join(' and ')} ${purpose}`);
}

/** A variable that means nothing without another. */
export const needs = (present: Present, name: string, other: string, purpose: string): string[] =>
  name in present && !(other in present) ? [`${other} is needed ${purpose}`] : [];
