import { describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import * as z from 'zod/mini';
import { meaning, named } from '../../contracts/http/described.ts';
import { error } from '../../contracts/http/error-schema.ts';
import { id, object, wholeQuery } from '../../contracts/http/fields.ts';
import type { Route } from '../../contracts/http/route.ts';
import { documentText, openApiDocument } from '../../contracts/openapi/document.ts';
import type { OpenApiDocument } from '../../contracts/openapi/document-shape.ts';
import { ROUTES } from '../../contracts/routes.ts';

async function problemsOf(document: OpenApiDocument): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      // Some take no parameter and no key, so there is nothing that a caller could do wrong.
      'operation-4xx-response': 'off',
      'no-unused-components': 'error',
      'no-invalid-media-type-examples': 'error',
      'no-invalid-parameter-examples': 'error',
    },
  });
  const problems = await lintFromString({ source: documentText(document), config });
  return problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`);
}

const thing = named('TestThing', z.object({ thingId: z.string(), size: meaning('In metres', z.number()) }));

const base: Route = {
  method: 'GET',
  path: '/api/v1/things/{thingId}',
  operationId: 'readThing',
  function: 'manage',
  access: 'read',
  summary: 'One of the things',
  responses: {
    200: { description: 'The thing', schema: thing },
    404: error('There is none', 'No such thing'),
  },
};

const operationOf = (document: OpenApiDocument, path: string, method = 'get') =>
  document.paths[path]![method]!;

describe('the document of our routes', () => {
  const document = openApiDocument(ROUTES, '1.2.3');

  it('passes the validator without a word', async () => {
    expect(await problemsOf(document)).toEqual([]);
  });

  it('has every route that is for others, once, under its operationId', () => {
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(
        ([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`,
      ),
    );
    const routes = ROUTES.filter(({ hidden }) => !hidden);
    expect(operations.toSorted()).toEqual(
      routes.map(({ operationId, method, path }) => `${operationId} ${method} ${path}`).toSorted(),
    );
  });

  it('is the same whatever order the routes stand in', () => {
    expect(documentText(openApiDocument(ROUTES.toReversed(), '1.2.3'))).toBe(documentText(document));
  });

  it('knows the version', () => {
    expect(document.info.version).toBe('1.2.3');
  });
});

describe('a route', () => {
  it('that nobody described here appears under a tag named after its address', async () => {
    const document = openApiDocument([...ROUTES, base], '0');
    expect(document.tags.at(-1)).toEqual({ name: 'Things', description: expect.any(String) });
    expect(operationOf(document, base.path).tags).toEqual(['Things']);
    expect(await problemsOf(document)).toEqual([]);
  });

  it('that is hidden does not appear, nor what only it uses', () => {
    const document = openApiDocument([{ ...base, hidden: true }], '0');
    expect([document.paths, document.tags, document.components.schemas]).toEqual([
      {},
      [],
      { Error: expect.anything() },
    ]);
  });

  it.each([
    ['none', []],
    ['beat', [{ bearer: [] }, { apiKey: [] }, {}]],
    ['read', [{ bearer: ['admin', 'writer', 'reader'] }, { apiKey: ['admin', 'writer', 'reader'] }, {}]],
    ['write', [{ bearer: ['admin', 'writer'] }, { apiKey: ['admin', 'writer'] }]],
    ['admin', [{ bearer: ['admin'] }, { apiKey: ['admin'] }]],
  ] as const)('with access %s says which keys open it', (access, security) => {
    const responses = { ...base.responses, 401: error('No valid key') };
    const document = openApiDocument([{ ...base, access, responses }], '0');
    expect(operationOf(document, base.path).security).toEqual(security);
  });

  it('for heartbeats that never asks for a key says so', () => {
    const document = openApiDocument([{ ...base, access: 'beat' }], '0');
    const { security, description } = operationOf(document, base.path);
    expect([security, description]).toEqual([[], 'Needs no key: whoever knows the address may send.']);
  });

  it('that is never public asks for a key like any other', () => {
    const document = openApiDocument([{ ...base, neverPublic: true }], '0');
    const roles = ['admin', 'writer', 'reader'];
    const { security, description } = operationOf(document, base.path);
    expect([security, description]).toEqual([
      [{ bearer: roles }, { apiKey: roles }],
      "Needs an admin's, a writer's or a reader's key.",
    ]);
  });

  it('names its path parameters, with a value from an example of a route that belongs with it', () => {
    const add: Route = {
      ...base,
      method: 'POST',
      path: '/api/v1/things',
      operationId: 'addThing',
      body: object({ things: z.array(thing) }),
      bodyExamples: { One: { things: [{ thingId: 'table', size: 2 }] } },
    };
    const document = openApiDocument([base, add], '0');
    expect(operationOf(document, base.path).parameters).toEqual([
      {
        name: 'thingId',
        in: 'path',
        required: true,
        description: expect.stringContaining('1 to 128'),
        schema: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$' },
        example: 'table',
      },
    ]);
    const { requestBody } = operationOf(document, add.path, 'post');
    expect(requestBody?.content['application/json']?.examples).toEqual({
      One: { value: add.bodyExamples?.One },
    });
  });

  it.each([
    ['kind', { type: 'string', enum: ['service', 'scheduler', 'daemon', 'application'] }],
    ['uuid', { type: 'string', format: 'uuid' }],
  ])('says of {%s} in its path that it is no id', (name, schema) => {
    const path = `/api/v1/things/{${name}}`;
    const document = openApiDocument([{ ...base, path }], '0');
    expect(operationOf(document, path).parameters).toMatchObject([
      { name, in: 'path', required: true, schema },
    ]);
  });

  it('shows the parameters of its query as what they are, never null', () => {
    const query = object({
      limit: meaning('How many', z.nullish(wholeQuery(1, 50))),
      of: id,
      flag: z.nullish(z.string()),
    });
    expect(operationOf(openApiDocument([{ ...base, query }], '0'), base.path).parameters?.slice(1)).toEqual([
      {
        name: 'limit',
        in: 'query',
        required: false,
        description: 'How many',
        schema: { type: 'integer', minimum: 1, maximum: 50 },
      },
      { name: 'of', in: 'query', required: true, schema: { type: 'string', pattern: expect.any(String) } },
      { name: 'flag', in: 'query', required: false, schema: { type: 'string' } },
    ]);
  });

  it('takes a body that is plain text, or none at all, where its schema says so', () => {
    const bodyOf = (body: Route['body'] & object) =>
      operationOf(openApiDocument([{ ...base, method: 'POST', body }], '0'), base.path, 'post').requestBody;
    expect(bodyOf(z.string())).toEqual({
      required: true,
      content: { 'text/plain': { schema: { type: 'string' } } },
    });
    expect(bodyOf(z.optional(object({})))?.required).toBe(false);
    expect(bodyOf(object({}))?.required).toBe(true);
  });

  it('says how long to wait after 429 and 503, and names the request in each answer', () => {
    const responses = {
      ...base.responses,
      401: error('No key'),
      429: error('Too fast'),
      503: error('No store'),
    };
    const operation = operationOf(openApiDocument([{ ...base, responses }], '0'), base.path);
    const headers = Object.entries(operation.responses).map(([status, response]) => [
      status,
      'headers' in response ? Object.keys(response.headers ?? {}) : response,
    ]);
    expect(Object.fromEntries(headers)).toEqual({
      200: ['X-Request-Id'],
      401: ['X-Request-Id', 'WWW-Authenticate'],
      404: ['X-Request-Id'],
      429: ['X-Request-Id', 'Retry-After'],
      500: { $ref: '#/components/responses/Fault' },
      503: ['X-Request-Id', 'Retry-After'],
    });
  });
});

describe('schemas', () => {
  const answering = (operationId: string, schema: z.ZodMiniType): Route => ({
    ...base,
    path: `/api/v1/${operationId}`,
    operationId,
    responses: { 200: { description: 'Good', schema } },
  });

  it('with a name stand once, also where another contains them', () => {
    const list = z.object({ things: z.array(thing) });
    const { components, paths } = openApiDocument([answering('one', thing), answering('many', list)], '0');
    expect(components.schemas.TestThing?.properties?.size).toEqual({
      type: 'number',
      description: 'In metres',
    });
    const text = JSON.stringify(paths);
    expect(text.split('"#/components/schemas/TestThing"')).toHaveLength(3);
    expect(text).not.toContain('metres');
  });

  it('without one stand once if several routes answer with them, named after the first', () => {
    const shared = z.object({ ok: z.boolean() });
    const { components } = openApiDocument([answering('later', shared), answering('early', shared)], '0');
    expect(Object.keys(components.schemas)).toEqual(['Early200', 'Error']);
  });

  it('do not ask for a field for which something else stands in where it cannot be read', () => {
    const report = named('TestReport', object({ at: z.catch(z.nullish(z.string()), null) }));
    const { components } = openApiDocument([{ ...base, method: 'POST', body: report }], '0');
    expect(components.schemas.TestReport?.properties?.at).not.toHaveProperty('default');
    expect(components.schemas.TestReport?.required).toBeUndefined();
  });

  it('stay open: an answer may gain a field', () => {
    expect(JSON.stringify(openApiDocument(ROUTES, '0'))).not.toContain('"additionalProperties":false');
  });
});
