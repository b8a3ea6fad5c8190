const MOST_BYTES = 16_384;
const MOST_DEPTH = 32;

/** What is wrong with the template of a webhook, in sentences; none where it can be kept. */
export function templateProblems(template: unknown): string[] {
  if (isDeeper(template, MOST_DEPTH)) return [`The template is nested more than ${MOST_DEPTH} deep.`];
  return Buffer.byteLength(JSON.stringify(template)) > MOST_BYTES
    ? ['The template is larger than 16 KB.']
    : [];
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
