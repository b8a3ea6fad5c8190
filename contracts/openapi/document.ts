import type { Route } from '../http/route.ts';
import { ComponentSchemas } from './component-schemas.ts';
import type { OpenApiDocument, Operation, PathItem } from './document-shape.ts';
import { INFO } from './info.ts';
import { operationOf } from './operation.ts';
import { SHARED_HEADERS, sharedResponses } from './responses.ts';
import { SECURITY_SCHEMES } from './security.ts';
import { inOrderOfTags, tagsOf } from './tags.ts';

/** Where `npm start` listens if nobody says otherwise. */
const USUAL_URL = 'http://127.0.0.1:3000';

/** The API reference of the routes that are for others, as an OpenAPI 3.1 document. */
export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const shown = inOrderOfTags(routes.filter(({ hidden }) => !hidden));
  const schemas = new ComponentSchemas(shown);
  const paths = pathsOf(shown, (route) => operationOf(route, shown, schemas));
  const responses = sharedResponses(schemas);
  return {
    openapi: '3.1.1',
    info: { ...INFO, version },
    servers: [{ url: USUAL_URL }],
    tags: tagsOf(shown),
    paths,
    components: {
      schemas: schemas.all(),
      responses,
      headers: SHARED_HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** The document as it is kept in the repository. */
export const documentText = (document: OpenApiDocument): string => `${JSON.stringify(document, null, 2)}\n`;

function pathsOf(routes: readonly Route[], operation: (route: Route) => Operation): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return paths;
}
