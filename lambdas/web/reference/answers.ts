import type {
  Content,
  JsonSchema,
  OpenApiDocument,
  Operation,
  ResponseObject,
} from '../../../contracts/openapi/document-shape.ts';
import { type Html, html } from '../html.ts';
import { answerTable } from './field-table.ts';
import { inline } from './prose.ts';
import { readableJson } from './readable-json.ts';
import { resolve } from './resolve.ts';
import type { Follow } from './type-words.ts';

/** Every answer of an operation: good ones with their bodies and fields, errors as a list. */
export function answersOf(document: OpenApiDocument, { responses }: Operation): Html {
  const follow = (schema: JsonSchema) => resolve(document, schema);
  const answers = Object.entries(responses).map(
    ([status, response]) => [Number(status), resolve<ResponseObject>(document, response)] as const,
  );
  const errors = answers.filter(([status]) => status >= 400);
  return html`${answers.filter(([status]) => status < 400).map(([status, response]) => answer(status, response, follow))}
<h4>Errors</h4>
<dl>
${errors.map(([status, response]) => errorOf(status, response))}</dl>`;
}

const contentOf = ({ content }: ResponseObject): Content | undefined => Object.values(content ?? {})[0];

const examplesOf = (content: Content | undefined): unknown[] => [
  ...(content?.example === undefined ? [] : [content.example]),
  ...Object.values(content?.examples ?? {}).map(({ value }) => value),
];

function answer(status: number, response: ResponseObject, follow: Follow): Html {
  const content = contentOf(response);
  const fields = content?.schema ? answerTable(content.schema, follow) : '';
  return html`<h4>${status} <span class="soft">${inline(response.description)}</span></h4>
${examplesOf(content).map((example) => html`<pre>${readableJson(example)}</pre>\n`)}${
  fields ? html`<details><summary>Fields</summary>${fields}</details>\n` : ''
}`;
}

const errorOf = (status: number, response: ResponseObject): Html =>
  html`<dt>${status} <span class="soft">${inline(response.description)}</span></dt>
${examplesOf(contentOf(response)).map((example) => html`<dd><code>${readableJson(example)}</code></dd>\n`)}`;
