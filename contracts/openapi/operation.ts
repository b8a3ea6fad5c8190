import * as z from 'zod/mini';
import type { Route } from '../http/route.ts';
import type { ComponentSchemas } from './component-schemas.ts';
import type { Operation } from './document-shape.ts';
import { parametersOf } from './parameters.ts';
import { responsesOf, valuesOf } from './responses.ts';
import { admissionWords, securityOf } from './security.ts';
import { tagNameOf } from './tags.ts';

/** A route, one of `routes`, as OpenAPI describes it. */
export function operationOf(route: Route, routes: readonly Route[], schemas: ComponentSchemas): Operation {
  const { operationId, summary } = route;
  const parameters = parametersOf(route, routes, schemas);
  const requestBody = requestBodyOf(route, schemas);
  return {
    operationId,
    summary,
    description: admissionWords(route),
    tags: [tagNameOf(route)],
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: responsesOf(route, schemas),
  };
}

function requestBodyOf({ body, bodyExamples }: Route, schemas: ComponentSchemas): Operation['requestBody'] {
  if (!body) return undefined;
  const schema = schemas.of(body);
  const type = schema.type === 'string' ? 'text/plain' : 'application/json';
  const examples = bodyExamples && valuesOf(bodyExamples);
  return {
    required: !z.safeParse(body, undefined).success,
    content: { [type]: { schema, ...(examples && { examples }) } },
  };
}
