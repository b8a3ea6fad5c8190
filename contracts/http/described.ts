import * as z from 'zod/mini';

/** A schema under a name of its own: it stands once in the API reference, and others point at it. */
export function named<T extends z.ZodMiniType>(id: string, schema: T): T {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
  return schema;
}

/** A schema and what its field means, in words for the API reference. */
export const meaning = <T extends z.ZodMiniType>(description: string, schema: T): T =>
  schema.check(z.describe(description)) as T;
