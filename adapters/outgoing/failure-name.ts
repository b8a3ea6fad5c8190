const isName = (value: unknown): value is string => typeof value === 'string' && /^[\w.]{1,80}$/.test(value);

/**
 * What a failure calls itself, such as ECONNREFUSED or AccessDenied. Its words stay out: those of AWS bear account
 * numbers and addresses.
 */
export function failureName(error: unknown): string {
  const { code, name } = Object(error) as { readonly code?: unknown; readonly name?: unknown };
  return [code, name].find(isName) ?? 'unknown';
}
