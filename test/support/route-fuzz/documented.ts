import { gunzipSync } from 'node:zlib';
import { errorBody } from '../../../contracts/http/error-schema.ts';
import type { ResponseDoc } from '../../../contracts/http/route.ts';
import type { RouteTable } from '../../../contracts/http/route-table.ts';
import type { HttpAnswer } from '../../../lambdas/runtime/endpoint.ts';
import { misfits } from './misfits.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
}

/** Where nothing is, or nothing that takes the method. */
const ELSEWHERE: Readonly<Record<number, ResponseDoc>> = {
  404: { description: '', schema: errorBody },
  405: { description: '', schema: errorBody },
};

/** What is wrong with an answer, going by what the route tables promise; empty where it is one of those declared. */
export function undocumented(table: RouteTable, asked: Asked, answer: HttpAnswer): string[] {
  const route = table.find(asked.method, asked.path);
  const status = answer.statusCode ?? 0;
  const declared = (route?.responses ?? ELSEWHERE)[status];
  if (!declared) return [`${status} is not declared`];
  const allowed = table.allowed(asked.path);
  return [
    ...headerProblems(status, answer, declared),
    ...(!route && status === 405 && answer.headers?.allow !== allowed.join(', ') ? ['Allow is wrong'] : []),
    ...(!route && status === 404 && allowed.length > 0 ? ['404 where another method is taken'] : []),
    ...(asked.method === 'HEAD' ? headProblems(answer) : bodyProblems(answer, declared)),
  ];
}

const headProblems = ({ body }: HttpAnswer): string[] => (body ? ['HEAD has a body'] : []);

function headerProblems(status: number, { headers = {} }: HttpAnswer, { schema }: ResponseDoc): string[] {
  const problems: string[] = [];
  if (!headers['x-request-id']) problems.push('no X-Request-Id');
  const mustWait = status === 429 || (status === 503 && schema === errorBody);
  if (mustWait && !/^[1-9]\d*$/.test(String(headers['retry-after']))) problems.push('no Retry-After');
  if (status === 401 && schema === errorBody && !headers['www-authenticate'])
    problems.push('no WWW-Authenticate');
  return problems;
}

function bodyProblems(answer: HttpAnswer, { schema, mediaType }: ResponseDoc): string[] {
  const text = textOf(answer);
  const type = String(answer.headers?.['content-type'] ?? '').split(';')[0];
  if (!schema) {
    if (mediaType) return type === mediaType ? [] : [`${type} instead of ${mediaType}`];
    return text === '' ? [] : [`a body that is not declared: ${text.slice(0, 200)}`];
  }
  if (type !== (mediaType ?? 'application/json')) return [`${type} is not declared`];
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return [`no JSON: ${text.slice(0, 200)}`];
  }
  return misfits(schema, body).map((misfit) => `${misfit}: ${text.slice(0, 500)}`);
}

function textOf({ body = '', isBase64Encoded, headers }: HttpAnswer): string {
  if (!isBase64Encoded) return body;
  const bytes = Buffer.from(body, 'base64');
  return (headers?.['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}
