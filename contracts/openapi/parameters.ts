import { KINDS } from '../../core/monitor/ref.ts';
import { ID_PATTERN } from '../http/limits.ts';
import type { Route } from '../http/route.ts';
import type { ComponentSchemas } from './component-schemas.ts';
import type { JsonSchema, Parameter } from './document-shape.ts';
import { exampleValue } from './example-values.ts';

interface PathPart {
  readonly description: string;
  readonly schema: JsonSchema;
  /** Where no body shows one. */
  readonly example?: string;
}

const ID: PathPart = {
  description: 'Its id: 1 to 128 letters, digits and `. _ : @ -`, of which the first is a letter or digit',
  schema: { type: 'string', pattern: ID_PATTERN.source },
};
/** Parts of an address that are no ids, by their names. */
const OTHERS: Readonly<Record<string, PathPart>> = {
  kind: {
    description: 'What kind of monitor it is',
    schema: { type: 'string', enum: KINDS },
    example: KINDS[0],
  },
  badge: {
    description: 'The id of the monitor, or the tag, and `.svg`',
    schema: { type: 'string', pattern: '^.+\\.svg$' },
    example: 'shop.svg',
  },
  uuid: {
    description: 'The part of its address that only those know who may send',
    schema: { type: 'string', format: 'uuid' },
  },
};

/** What stands in the path, then what may stand in the query; `routes`: where examples are found. */
export const parametersOf = (
  route: Route,
  routes: readonly Route[],
  schemas: ComponentSchemas,
): Parameter[] => [...inPath(route, routes), ...inQuery(route, schemas)];

const inPath = (route: Route, routes: readonly Route[]): Parameter[] =>
  [...route.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => {
    const { example: usual, ...part } = OTHERS[name] ?? ID;
    const example = exampleValue(name, route, routes) ?? usual;
    return {
      name,
      in: 'path',
      required: true,
      ...part,
      ...(example !== undefined && { example }),
    };
  });

function inQuery({ query }: Route, schemas: ComponentSchemas): Parameter[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemas.of(query);
  return Object.entries(properties).map(([name, property]) => {
    const { description, examples, ...schema } = present(property);
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema,
      ...(examples && { example: examples[0] }),
    };
  });
}

/** A query has no null: what is not given is absent. */
function present({ anyOf, ...schema }: JsonSchema): JsonSchema {
  const { type } = schema;
  if (Array.isArray(type)) return { ...schema, type: type.find((name) => name !== 'null') };
  const others = anyOf?.filter((one) => one.type !== 'null');
  if (others?.length !== 1) return anyOf ? { ...schema, anyOf } : schema;
  return { ...others[0], ...schema };
}
