import type { OpenApiDocument } from '../../../contracts/openapi/document-shape.ts';

/** What a pointer of the document leads to; anything else is what it is. */
export function resolve<T extends object>(
  document: OpenApiDocument,
  value: T | { readonly $ref: string },
): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T;
  const { $ref, ...beside } = value;
  const target = $ref
    .split('/')
    .slice(1)
    .reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], document);
  return { ...(target as T), ...beside };
}
