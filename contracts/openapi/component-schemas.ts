import * as z from 'zod/mini';
import type { Route, Schema } from '../http/route.ts';
import type { JsonSchema } from './document-shape.ts';

type ZodJsonSchema = JsonSchema & {
  readonly $schema?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
};

const PLACE = '#/components/schemas/';

/**
 * The JSON Schemas of all routes. A schema that bears a name, or is the body of more than one route, stands once among the
 * components, and is pointed at from wherever it is used.
 */
export class ComponentSchemas {
  private readonly schemas = new Map<string, JsonSchema>();
  private readonly shared: ReadonlyMap<Schema, string>;

  constructor(routes: readonly Route[]) {
    this.shared = sharedBodies(routes);
  }

  /** The schema as it stands where it is used: itself, or a pointer. */
  of(schema: Schema): JsonSchema {
    const { $schema, $defs, ...own } = jsonSchemaOf(schema);
    for (const [name, defined] of Object.entries($defs ?? {})) this.schemas.set(name, defined);
    const name = own.$ref ? undefined : this.shared.get(schema);
    if (name === undefined) return own;
    this.schemas.set(name, own);
    return { $ref: `${PLACE}${name}` };
  }

  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Objects stay open: an answer may gain a field, and fields that we do not know are ignored. */
function jsonSchemaOf(schema: Schema): ZodJsonSchema {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    override({ jsonSchema, zodSchema }) {
      // What stands in for a value that cannot be read is none that a sender leaves out.
      if (zodSchema._zod.def.type === 'catch') delete jsonSchema.default;
      // What is refused today may be a field tomorrow: clients must not be generated to count on it.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // Every name in JSON is text.
      if (jsonSchema.type === 'object' && 'additionalProperties' in jsonSchema)
        delete jsonSchema.propertyNames;
    },
  });
  return JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', `"${PLACE}`));
}

/** Bodies of more than one route, named after the first of them. */
function sharedBodies(routes: readonly Route[]): ReadonlyMap<Schema, string> {
  const uses = new Map<Schema, string[]>();
  const use = (schema: Schema | undefined, name: string): void => {
    if (schema) uses.set(schema, [...(uses.get(schema) ?? []), name]);
  };
  for (const { operationId, body, responses } of routes) {
    const name = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}`;
    use(body, `${name}Request`);
    for (const [status, { schema }] of Object.entries(responses)) use(schema, `${name}${status}`);
  }
  return new Map(
    [...uses].filter(([, names]) => names.length > 1).map(([schema, [name]]) => [schema, name!]),
  );
}
