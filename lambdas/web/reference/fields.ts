import type { JsonSchema } from '../../../contracts/openapi/document-shape.ts';
import { alternatives, type Follow } from './type-words.ts';

export interface Field {
  /** With the names of what it lies in: `results[].error`. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** Deeper than any body of ours; a schema that contains itself ends here. */
const MOST_LEVELS = 8;

/** The fields of a schema and of whatever lies in them; where there are alternatives, those of all. */
export function fieldsOf(given: JsonSchema, follow: Follow, prefix = '', level = 0): Field[] {
  if (level > MOST_LEVELS) return [];
  const schema = follow(given);
  const others = alternatives(schema);
  if (others.length > 0) return merged(others.map((one) => fieldsOf(one, follow, prefix, level + 1)));
  if (schema.items) return fieldsOf(schema.items, follow, `${prefix}[]`, level + 1);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const required = schema.required?.includes(name) ?? false;
    return [{ name: path, required, schema: property }, ...fieldsOf(property, follow, path, level + 1)];
  });
}

/** A field is required only where every alternative requires it. */
function merged(lists: readonly (readonly Field[])[]): Field[] {
  const byName = Map.groupBy(lists.flat(), ({ name }) => name);
  return [...byName.values()].map((same) => ({
    ...same[0]!,
    required: same.length === lists.length && same.every(({ required }) => required),
  }));
}
