import type { OpenApiDocument, Operation } from '../../contracts/openapi/document-shape.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  /** Undefined: none is sent. */
  readonly body: unknown;
}

export interface Outcome {
  readonly operationId: string;
  readonly status: number;
  readonly body: unknown;
}

/** What makes comes before what reads and changes, what removes comes last. */
const RANKS = ['post', 'put', 'get', 'delete'];
const rankOf = ({ method, path }: Call): number =>
  method === 'post' && path.includes('{') ? 1.5 : RANKS.indexOf(method);

const callsOf = ({ paths }: OpenApiDocument): Call[] =>
  Object.entries(paths)
    .flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) =>
        examplesOf(operation).map((body) => ({ method, path, operation, body })),
      ),
    )
    .sort((a, b) => rankOf(a) - rankOf(b));

function examplesOf({ requestBody }: Operation): unknown[] {
  const [content] = Object.values(requestBody?.content ?? {});
  return content?.examples ? Object.values(content.examples).map(({ value }) => value) : [undefined];
}

/** The parameters that must be given; undefined where there are none. */
function parametersIn({ parameters = [] }: Operation, place: 'path' | 'query'): object | undefined {
  const required = parameters.filter((one) => one.in === place && one.required);
  if (required.length === 0) return undefined;
  return Object.fromEntries(required.map(({ name, example }) => [name, example ?? 'nothing-of-this-name']));
}

/** Whether it is JSON that it answers with; errors are it, also where what was asked for is text. */
const isJson = ({ responses }: Operation): boolean =>
  !Object.entries(responses).some(
    ([status, answer]) =>
      status === '200' && 'content' in answer && !('application/json' in (answer.content ?? {})),
  );

function lineOf({ method, path, operation, body }: Call): string {
  // What is undefined is not written.
  const options = {
    params: { path: parametersIn(operation, 'path'), query: parametersIn(operation, 'query') },
    body,
    parseAs: isJson(operation) ? undefined : 'text',
  };
  const { operationId } = operation;
  return `tell('${operationId}', ${JSON.stringify(body)}, await client.${method.toUpperCase()}('${path}', ${JSON.stringify(options)}));`;
}

/** A program that calls every operation with every example of the document, by a client with the types made of it. */
export const clientProgram = (document: OpenApiDocument): string => `
import createClient from 'openapi-fetch';
import type { paths } from './api.ts';

const client = createClient<paths>({ baseUrl: process.env.BASE_URL!, headers: { 'X-API-Key': process.env.KEY! } });

const tell = (operationId: string, body: unknown, { response }: { response: Response }): void =>
  console.log(JSON.stringify({ operationId, body, status: response.status }));

${callsOf(document).map(lineOf).join('\n')}

// Answers are typed by status, and what does not fit is refused before it is sent.
const { data, error } = await client.GET('/api/status', { params: { query: { kind: 'all' } } });
const worst: string | undefined = data?.services[0]?.status;
const sentence: string | undefined = error?.error;
console.log(JSON.stringify({ operationId: 'typed', body: [typeof worst, typeof sentence], status: 200 }));

export const refused = () => [
  // @ts-expect-error a service has an id
  client.POST('/api/services', { body: { name: 'Shop' } }),
  // @ts-expect-error the threshold is a number
  client.POST('/api/services', { body: { serviceId: 'shop', stalenessThreshold: '5 min' } }),
  // @ts-expect-error there is no such kind
  client.GET('/api/status', { params: { query: { kind: 'toaster' } } }),
  // @ts-expect-error there is no such address
  client.GET('/api/nothing'),
];
`;
