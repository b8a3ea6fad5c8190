/** Longer lines are written over several. */
export const MOST_LINE = 72;

/** JSON as people write it: whatever fits on a line stands on one. */
export function readableJson(value: unknown, indent = ''): string {
  const line = onOneLine(value);
  if (line.length + indent.length <= MOST_LINE || typeof value !== 'object' || value === null) return line;
  const deeper = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((member) => readableJson(member, deeper))
    : Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${readableJson(member, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.map((member) => deeper + member).join(',\n')}\n${indent}${close}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
