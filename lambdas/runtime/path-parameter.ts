import type { HttpEvent } from './endpoint.ts';

/** A parameter of the path, decoded; empty where it cannot be, as no thing has an empty name. */
export function pathParameter({ pathParameters }: HttpEvent, name: string): string {
  try {
    // No id has a percent sign, so a gateway that has decoded the path already does no harm.
    return decodeURIComponent(pathParameters?.[name] ?? '');
  } catch {
    return '';
  }
}
