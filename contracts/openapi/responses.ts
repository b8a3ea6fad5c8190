import { error } from '../http/error-schema.ts';
import type { ResponseDoc, Route } from '../http/route.ts';
import type { ComponentSchemas } from './component-schemas.ts';
import type { ContentByType, Header, Reference, ResponseObject } from './document-shape.ts';

const headerAt = (name: string): Reference => ({ $ref: `#/components/headers/${name}` });

export const SHARED_HEADERS: Readonly<Record<string, Header>> = {
  'X-Request-Id': { description: 'Names the request, to ask us about it', schema: { type: 'string' } },
  'Retry-After': {
    description: 'Seconds to wait before it is sent again',
    schema: { type: 'integer', minimum: 1 },
  },
  'WWW-Authenticate': { description: 'How a key is sent', schema: { type: 'string', examples: ['Bearer'] } },
};

/** The headers of a status beyond those of every answer. */
const HEADERS_OF: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

const FAULT = error('Our fault; it was logged', 'Something went wrong on our side');

/** What any route may answer. */
export const sharedResponses = (schemas: ComponentSchemas): Record<string, ResponseObject> => ({
  Fault: responseOf(500, FAULT, schemas),
});

export function responsesOf(
  { responses }: Route,
  schemas: ComponentSchemas,
): Record<string, ResponseObject | Reference> {
  const declared = Object.entries(responses).map(
    ([status, doc]) => [status, responseOf(Number(status), doc, schemas)] as const,
  );
  return { 500: { $ref: '#/components/responses/Fault' }, ...Object.fromEntries(declared) };
}

function responseOf(status: number, doc: ResponseDoc, schemas: ComponentSchemas): ResponseObject {
  const names = ['X-Request-Id', ...(HEADERS_OF[status] ?? [])];
  const content = contentOf(doc, schemas);
  return {
    description: doc.description,
    headers: Object.fromEntries(names.map((name) => [name, headerAt(name)])),
    ...(content && { content }),
  };
}

function contentOf(doc: ResponseDoc, schemas: ComponentSchemas): ContentByType | undefined {
  const { schema, mediaType, example, examples } = doc;
  if (!schema) return mediaType ? { [mediaType]: { schema: { type: 'string' } } } : undefined;
  const content = {
    schema: schemas.of(schema),
    ...(example !== undefined && { example }),
    ...(examples && { examples: valuesOf(examples) }),
  };
  return { [mediaType ?? 'application/json']: content };
}

/** Examples in OpenAPI's form. */
export const valuesOf = (examples: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));
