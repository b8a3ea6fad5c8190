import type { Route } from '../http/route.ts';
import { tagNameOf } from './tags.ts';

/** The value that a field has in the examples of a route, or else of one that belongs with it. */
export function exampleValue(name: string, route: Route, routes: readonly Route[]): string | undefined {
  const related = routes.filter((other) => tagNameOf(other) === tagNameOf(route));
  for (const body of [route, ...related].flatMap(bodiesOf)) {
    const value = valueIn(body, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

const bodiesOf = ({ bodyExamples, responses }: Route): unknown[] => [
  ...Object.values(bodyExamples ?? {}),
  ...Object.values(responses).flatMap(({ example, examples }) => [example, ...Object.values(examples ?? {})]),
];

function valueIn(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const own = (body as Record<string, unknown>)[name];
  if (typeof own === 'string') return own;
  for (const member of Object.values(body)) {
    const value = valueIn(member, name);
    if (value !== undefined) return value;
  }
  return undefined;
}
