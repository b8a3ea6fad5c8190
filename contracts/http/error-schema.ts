import * as z from 'zod/mini';
import { named } from './described.ts';
import type { ResponseDoc } from './route.ts';

const issue = z.object({ path: z.string(), message: z.string() });

/** The body of every error that a dialect does not word itself. */
export const errorBody = named('Error', z.object({ error: z.string(), issues: z.optional(z.array(issue)) }));

/** An error as the table declares it; `sentence` is what it says, `issues` what does not fit. */
export const error = (description: string, sentence?: string, issues?: object[]): ResponseDoc => ({
  description,
  schema: errorBody,
  ...(sentence && { example: { error: sentence, ...(issues && { issues }) } }),
});
