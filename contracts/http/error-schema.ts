import * as z from 'zod/mini';
import type { ResponseDoc } from './route.ts';

const issue = z.object({ path: z.string(), message: z.string() });

/** The body of every error that a dialect does not word itself. */
export const errorBody = z.object({ error: z.string(), issues: z.optional(z.array(issue)) });

export const error = (description: string): ResponseDoc => ({ description, schema: errorBody });
