import type { Route } from './route.ts';

interface Pattern {
  readonly expression: RegExp;
  readonly route: Route;
}

/** Finds routes by method and path; a slash at the end of a path is ignored, as the router does. */
export interface RouteTable {
  /** HEAD finds the GET route. */
  find(method: string, path: string): Route | undefined;
  /** The methods that the path takes, for `Allow`; empty where nothing is there. */
  allowed(path: string): string[];
}

const PARAMETER = /\{[^/}]+\}/g;

const withoutEndSlash = (path: string): string =>
  path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(PARAMETER, '[^/]+')}$`);

/** Fixed paths win over those with parameters. */
export function routeTable(routes: readonly Route[]): RouteTable {
  const fixed = new Map<string, Route[]>();
  const patterns: Pattern[] = [];
  for (const route of routes) {
    if (route.path.includes('{')) patterns.push({ expression: patternOf(route.path), route });
    else fixed.set(route.path, [...(fixed.get(route.path) ?? []), route]);
  }
  const atFixed = (path: string): readonly Route[] => fixed.get(path) ?? [];
  const atPatterns = (path: string): Route[] =>
    patterns.filter(({ expression }) => expression.test(path)).map(({ route }) => route);
  return {
    find(method, path) {
      const plain = withoutEndSlash(path);
      const takes = (route: Route): boolean => route.method === (method === 'HEAD' ? 'GET' : method);
      return atFixed(plain).find(takes) ?? atPatterns(plain).find(takes);
    },
    allowed(path) {
      const plain = withoutEndSlash(path);
      return [...new Set([...atFixed(plain), ...atPatterns(plain)].flatMap(withHead))];
    },
  };
}

const withHead = ({ method }: Route): string[] => (method === 'GET' ? ['GET', 'HEAD'] : [method]);
