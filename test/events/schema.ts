import { readFile } from 'node:fs/promises';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const docs = new URL('../../docs/events/', import.meta.url);

export const readJson = async (url: URL): Promise<unknown> => JSON.parse(await readFile(url, 'utf8'));

export const readDocument = async (name: string): Promise<AnySchemaObject> =>
  (await readJson(new URL(name, docs))) as AnySchemaObject;

export function validatorOf(schema: AnySchemaObject): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Each named field of a schema, by its path. */
export function fieldsOf(schema: unknown, path = ''): { path: string; field: Node }[] {
  if (!isNode(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key !== 'properties' || !isNode(value)) return fieldsOf(value, path);
    return Object.entries(value).flatMap(([name, field]) => [
      { path: `${path}.${name}`, field: field as Node },
      ...fieldsOf(field, `${path}.${name}`),
    ]);
  });
}

/** The same schema, refusing what it does not name: our own events hold nothing undocumented. */
export function closed(schema: unknown): AnySchemaObject {
  if (Array.isArray(schema)) return schema.map(closed) as unknown as AnySchemaObject;
  if (!isNode(schema)) return schema as AnySchemaObject;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  return isNode(copy.properties) && copy.type === 'object' ? { ...copy, additionalProperties: false } : copy;
}
