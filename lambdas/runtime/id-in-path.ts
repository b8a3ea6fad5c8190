import { ID_PATTERN } from '../../contracts/http/limits.ts';
import type { HttpEvent } from './endpoint.ts';
import { pathParameter } from './path-parameter.ts';

/** The id that stands in the path under this parameter; undefined where nothing can have that id. */
export function idInPath(event: HttpEvent, parameter: string): string | undefined {
  const id = pathParameter(event, parameter);
  return ID_PATTERN.test(id) ? id : undefined;
}
