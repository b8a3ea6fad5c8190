import { grouped } from '../../../contracts/http/grouped.ts';
import type { JsonSchema } from '../../../contracts/openapi/document-shape.ts';

/** Resolves a pointer of the document. */
export type Follow = (schema: JsonSchema) => JsonSchema;

const WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['text', 'texts'],
  integer: ['whole number', 'whole numbers'],
  number: ['number', 'numbers'],
  boolean: ['true or false', 'true or false'],
  object: ['object', 'objects'],
};

const typesOf = ({ type }: JsonSchema): readonly string[] =>
  typeof type === 'string' ? [type] : (type ?? []);

const isNull = (schema: JsonSchema): boolean => schema.type === 'null';

const choices = ({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] => anyOf ?? oneOf ?? [];

/** The alternatives of a schema that are not null. */
export const alternatives = (schema: JsonSchema): readonly JsonSchema[] =>
  choices(schema).filter((one) => !isNull(one));

export const isNullable = (schema: JsonSchema): boolean =>
  choices(schema).some(isNull) || typesOf(schema).includes('null');

/** What a value is, for people, but for null: `text, 1 to 200 characters`; `many`: as a member of a list. */
export function typeWords(given: JsonSchema, follow: Follow, many = false): string {
  const schema = follow(given);
  const others = alternatives(schema);
  if (others.length > 0) return unique(others.map((one) => typeWords(one, follow, many))).join(' or ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(', ');
  const words = typesOf(schema)
    .filter((name) => name !== 'null')
    .map((name) => nameWords(name, schema, follow, many));
  return `${words.join(' or ') || 'anything'}${limitWords(schema)}`;
}

function nameWords(name: string, schema: JsonSchema, follow: Follow, many: boolean): string {
  const { items, additionalProperties: others } = schema;
  const word = name === 'array' ? (many ? 'lists' : 'list') : (WORDS[name]?.[many ? 1 : 0] ?? name);
  const member =
    name === 'array' ? items : name === 'object' && typeof others === 'object' ? others : undefined;
  const isSaid = member !== undefined && Object.keys(member).length > 0;
  return isSaid ? `${word} of ${typeWords(member, follow, true)}` : word;
}

function limitWords(schema: JsonSchema): string {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, pattern } = schema;
  return [
    rangeWords(minimum, maximum, ''),
    rangeWords(minLength, maxLength, ' characters'),
    rangeWords(minItems, maxItems, ' entries'),
    pattern === undefined ? '' : `, matching ${pattern}`,
  ].join('');
}

/** The limits of JavaScript's own whole numbers say nothing. */
const isLimit = (n: number | undefined): n is number =>
  n !== undefined && Math.abs(n) < Number.MAX_SAFE_INTEGER;

function rangeWords(least: number | undefined, most: number | undefined, unit: string): string {
  if (isLimit(least) && isLimit(most)) return `, ${grouped(least)} to ${grouped(most)}${unit}`;
  if (isLimit(most)) return `, at most ${grouped(most)}${unit}`;
  return isLimit(least) && least > 0 ? `, at least ${grouped(least)}${unit}` : '';
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];
