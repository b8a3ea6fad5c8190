import { type Html, html } from '../html.ts';

/** What stands between backquotes is code, between double stars it is strong: all of Markdown that the document uses. */
const MARKED = /(`[^`]+`|\*\*[^*]+\*\*)/;

/** A line of the document's text. */
export const inline = (text: string): Html =>
  html`${text.split(MARKED).map((part) => {
    if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
    return part.startsWith('**') ? html`<b>${part.slice(2, -2)}</b>` : html`${part}`;
  })}`;

export const paragraphs = (text: string): Html[] =>
  text.split('\n\n').map((paragraph) => html`<p>${inline(paragraph)}</p>\n`);
