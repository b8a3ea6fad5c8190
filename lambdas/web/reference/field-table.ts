import type { JsonSchema, Parameter } from '../../../contracts/openapi/document-shape.ts';
import { type Html, html } from '../html.ts';
import { type Field, fieldsOf } from './fields.ts';
import { inline } from './prose.ts';
import { alternatives, type Follow, isNullable, typeWords } from './type-words.ts';

interface Row {
  readonly name: string;
  readonly note: string;
  readonly schema: JsonSchema;
}

function table(title: string, rows: readonly Row[], follow: Follow): Html | string {
  if (rows.length === 0) return '';
  return html`<table><thead><tr><th scope="col">${title}</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${rows.map((row) => rowOf(row, follow))}</tbody></table>
`;
}

function rowOf({ name, note, schema }: Row, follow: Follow): Html {
  const { description } = schema;
  return html`<tr><th scope="row"><code>${name}</code>${note ? html` <span class="soft">${note}</span>` : ''}</th>
<td>${description ? html`${inline(description)}<br>` : ''}<span class="soft">${typeWords(schema, follow)}</span></td></tr>
`;
}

const PLACES = { path: 'in the address', query: 'in the query' } as const;

export function parameterTable(parameters: readonly Parameter[], follow: Follow): Html | string {
  const rows = parameters.map(({ name, required, in: place, description, schema }) => ({
    name,
    note: required ? `${PLACES[place]}, required` : PLACES[place],
    schema: { ...schema, ...(description && { description }) },
  }));
  return table('Parameter', rows, follow);
}

/** What a caller may send; where a body has alternatives, a table for each. */
export function requestTables(schema: JsonSchema, follow: Follow): Html {
  const others = alternatives(follow(schema));
  const noted = (fields: readonly Field[]) =>
    fields.map((field) => ({ ...field, note: field.required ? 'required' : '' }));
  if (others.length < 2) return html`${table('Field', noted(fieldsOf(schema, follow)), follow)}`;
  return html`${others.map(
    (one, i) => html`${table(i === 0 ? 'Either' : 'Or', noted(fieldsOf(one, follow)), follow)}`,
  )}`;
}

const absence = ({ required, schema }: Field): string =>
  [required ? '' : 'not always', isNullable(schema) ? 'or null' : ''].filter(Boolean).join(', ');

/** What an answer may bring. */
export const answerTable = (schema: JsonSchema, follow: Follow): Html | string =>
  table(
    'Field',
    fieldsOf(schema, follow).map((field) => ({ ...field, note: absence(field) })),
    follow,
  );
