import type { Operation } from '../../../contracts/openapi/document-shape.ts';
import { MOST_LINE, readableJson } from './readable-json.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as a line for a shell; `body` undefined: none is sent. */
export function curl(method: string, url: string, { security }: Operation, body: unknown): string {
  const parts = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(url)}`,
    ...(security.length > 0 ? ['-H "Authorization: Bearer $KEY"'] : []),
    ...(body === undefined ? [] : [`-d ${quoted(typeof body === 'string' ? body : readableJson(body))}`]),
  ];
  const line = parts.join(' ');
  return line.length <= MOST_LINE ? line : parts.join(' \\\n  ');
}

/** The address of an operation with its parameters filled in: `SERVICE_ID` where there is no example. */
export function exampleUrl(publicUrl: string, path: string, { parameters = [] }: Operation): string {
  const shown = (name: string, example: unknown): string =>
    example === undefined
      ? name.replace(/[A-Z]/g, '_$&').toUpperCase()
      : encodeURIComponent(String(example)).replaceAll('%3A', ':').replaceAll('%40', '@');
  const filled = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((url, { name, example }) => url.replace(`{${name}}`, shown(name, example)), path);
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, example }) => `${name}=${shown(name, example)}`);
  return `${publicUrl}${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}
