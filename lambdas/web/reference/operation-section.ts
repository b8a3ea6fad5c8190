import type {
  Content,
  JsonSchema,
  OpenApiDocument,
  Operation,
} from '../../../contracts/openapi/document-shape.ts';
import { type Html, html } from '../html.ts';
import { answersOf } from './answers.ts';
import { curl, exampleUrl } from './curl.ts';
import { parameterTable, requestTables } from './field-table.ts';
import { inline } from './prose.ts';
import { resolve } from './resolve.ts';

export interface Place {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** One operation: what it is for, what it takes, lines to try, and every answer. */
export function operationSection(document: OpenApiDocument, publicUrl: string, place: Place): Html {
  const { method, path, operation } = place;
  const { operationId, summary, description, parameters = [], requestBody } = operation;
  const follow = (schema: JsonSchema) => resolve(document, schema);
  const body = Object.values(requestBody?.content ?? {})[0];
  return html`<section id="${operationId}">
<h3><a href="#${operationId}">${summary}</a></h3>
<p class="address"><b>${method}</b> <code>${path}</code></p>
<p>${inline(description)}</p>
${parameterTable(parameters, follow)}${body?.schema ? requestTables(body.schema, follow) : ''}${requests(publicUrl, place, body)}
${answersOf(document, operation)}
</section>
`;
}

function requests(publicUrl: string, place: Place, body: Content | undefined): Html | string {
  const { method, path, operation } = place;
  if (isPage(operation)) return '';
  const url = exampleUrl(publicUrl, path, operation);
  const examples = Object.entries(body?.examples ?? {});
  if (examples.length === 0) return html`<pre>${curl(method, url, operation, undefined)}</pre>`;
  return html`${examples.map(
    ([name, { value }]) => html`<h4>${name}</h4>
<pre>${curl(method, url, operation, value)}</pre>
`,
  )}`;
}

/** A page is opened, not fetched. */
function isPage({ responses }: Operation): boolean {
  const answer = responses[200];
  return answer !== undefined && 'content' in answer && 'text/html' in (answer.content ?? {});
}
