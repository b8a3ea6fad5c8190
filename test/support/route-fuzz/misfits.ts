import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod/mini';
import type { Schema } from '../../../contracts/http/route.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
const validators = new Map<Schema, ValidateFunction>();

function validatorOf(schema: Schema): ValidateFunction {
  const known = validators.get(schema) ?? ajv.compile(z.toJSONSchema(schema, { io: 'output' }));
  validators.set(schema, known);
  return known;
}

/** What of a value its schema does not take, a field that it does not name included: nobody could know of that. */
export function misfits(schema: Schema, value: unknown): string[] {
  const validate = validatorOf(schema);
  const unknown = validate(value) ? [] : [ajv.errorsText(validate.errors)];
  const { error } = z.safeParse(schema, value);
  return [...unknown, ...(error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)];
}
