import type { OpenApiDocument } from '../../../contracts/openapi/document-shape.ts';
import { type Html, html } from '../html.ts';
import { operationSection, type Place } from './operation-section.ts';
import { inline, paragraphs } from './prose.ts';

interface Chapter {
  readonly name: string;
  readonly description: string;
  readonly places: readonly Place[];
}

/** The API reference for people, made of the document alone; `publicUrl` is the address in its examples. */
export function referencePage(document: OpenApiDocument, publicUrl: string): Html {
  const { title, version, summary, description } = document.info;
  const chapters = chaptersOf(document);
  return html`<a class="skip" href="#content">Skip to the content</a>
<div class="layout">
<nav aria-label="Operations">
<ul>
${chapters.map(contents)}</ul>
</nav>
<main id="content">
<h1>${title} API</h1>
<p class="soft">Version ${version} · <a href="openapi.json">OpenAPI document</a> · <a href="..">Status page</a></p>
<p>${summary}</p>
<p>This server is reached at <code>${publicUrl}</code>.</p>
${paragraphs(description)}
${chapters.map((chapter) => chapterOf(document, publicUrl, chapter))}</main>
</div>`;
}

function chaptersOf({ tags, paths }: OpenApiDocument): Chapter[] {
  const places = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return tags.map(({ name, description }) => ({
    name,
    description,
    places: places.filter(({ operation }) => operation.tags.includes(name)),
  }));
}

/** A narrow column breaks an address before its slashes. */
const breakable = (path: string): Html[] =>
  path.split(/(?<=.)(?=\/)/).map((part, i) => html`${i === 0 ? '' : { html: '<wbr>' }}${part}`);

const contents = ({ name, places }: Chapter): Html => html`<li><a class="chapter" href="#${name}">${name}</a>
<ul>
${places.map(({ method, path, operation }) => html`<li><a href="#${operation.operationId}"><b>${method}</b> <span>${breakable(path)}</span></a></li>\n`)}</ul></li>
`;

const chapterOf = (
  document: OpenApiDocument,
  publicUrl: string,
  { name, description, places }: Chapter,
): Html =>
  html`<h2 id="${name}">${name}</h2>
<p>${inline(description)}</p>
<ul class="index">
${places.map(
  ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>\n`,
)}</ul>
${places.map((place) => operationSection(document, publicUrl, place))}`;
