const bytes = (text: string): number => Buffer.byteLength(text);

function sizeOfValue(value: unknown): number {
  if (typeof value === 'string') return bytes(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D|0+$/g, '').length / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce((sum, member) => sum + sizeOfValue(member) + 1, 3);
  return Object.entries(value).reduce(
    (sum, [name, member]) => sum + bytes(name) + sizeOfValue(member) + 1,
    3,
  );
}

/** What DynamoDB counts an item as, in bytes: names and values in UTF-8, and 1 to 3 for each list and map. */
export const sizeOf = (item: Readonly<Record<string, unknown>>): number =>
  Object.entries(item)
    .filter(([, value]) => value !== undefined)
    .reduce((sum, [name, value]) => sum + bytes(name) + sizeOfValue(value), 0);
