import type { core } from 'zod/mini';
import { type Issue, misfit } from './http-error.ts';

type Parser<T> = { safeParse(value: unknown): { success: boolean; data?: T; error?: core.$ZodError } };

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');

/** What of a value does not fit, field by field. */
export const issuesOf = (error: core.$ZodError): Issue[] =>
  error.issues.map(({ path, message }) => ({ path: pathOf(path), message }));

/** The value as its schema knows it: unknown fields are gone. @throws HttpError 400 with every issue */
export function fitting<T>(schema: Parser<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.error) throw misfit(issuesOf(parsed.error));
  return parsed.data as T;
}
