import { ID_PATTERN } from '../../contracts/http/limits.ts';
import type { HttpEvent } from './endpoint.ts';

/** The id that stands in the path under this parameter; undefined where nothing can have that id. */
export function idInPath({ pathParameters }: HttpEvent, parameter: string): string | undefined {
  const id = decoded(pathParameters?.[parameter] ?? '');
  return ID_PATTERN.test(id) ? id : undefined;
}

/** No id has a percent sign, so a gateway that has decoded the path already does no harm. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
