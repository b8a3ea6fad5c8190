const MOST_LENGTH = 16 * 1_024;
/** A store's limit on how deep values nest is 32. */
const MOST_DEPTH = 16;

/** What is wrong with the template of a webhook; undefined where it can be kept and filled. */
export function templateProblem(template: unknown): string | undefined {
  if (isDeeper(template, MOST_DEPTH)) return `must not nest deeper than ${MOST_DEPTH} levels`;
  return JSON.stringify(template).length > MOST_LENGTH ? 'must have at most 16 KiB as JSON' : undefined;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
