import fc from 'fast-check';
import type { JsonSchema } from '../../../contracts/openapi/document-shape.ts';

const MOST_TEXT = 300;
const MOST_NUMBER = 2 ** 31;

/** Values that fit a JSON Schema as our routes use it. */
export function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(fitting));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['object']);
  return fc.oneof(...types.map((type) => ofType(type, schema)));
}

function ofType(type: string, schema: JsonSchema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer(range(schema));
    case 'number':
      return fc.double({ ...range(schema), noNaN: true });
    case 'array':
      return fc.array(fitting(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 4 });
    case 'object':
      return object(schema);
    default:
      return text(schema);
  }
}

const range = ({ minimum = -MOST_NUMBER, maximum = MOST_NUMBER }: JsonSchema) => ({
  min: Math.max(minimum, -MOST_NUMBER),
  max: Math.min(maximum, MOST_NUMBER),
});

function text({ pattern, minLength = 0, maxLength = MOST_TEXT }: JsonSchema): fc.Arbitrary<string> {
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength: Math.min(maxLength, MOST_TEXT), unit: 'grapheme' });
}

function object({ properties, required = [], additionalProperties }: JsonSchema): fc.Arbitrary<unknown> {
  if (!properties) {
    const member = typeof additionalProperties === 'object' ? fitting(additionalProperties) : fc.jsonValue();
    return fc.dictionary(fc.string({ maxLength: 8 }), member, { maxKeys: 3 });
  }
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, member] of Object.entries(properties)) members[name] = fitting(member);
  return fc.record(members, { requiredKeys: [...required] });
}
