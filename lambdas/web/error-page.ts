import type { HttpError } from '../../contracts/http/http-error.ts';
import type { HttpAnswer } from '../runtime/endpoint.ts';
import { html } from './html.ts';
import { pageAnswer } from './page.ts';

/** An error as a page for people. */
export function errorPage({ status, message, parts }: HttpError): HttpAnswer {
  if (status === 401) return pageAnswer(401, 'The status is private', PRIVATE, parts.headers);
  return pageAnswer(status, message, html`<h1>${message}</h1>`, parts.headers);
}

const PRIVATE = html`<h1>The status is private</h1>
<p>Send an API key as <code>Authorization: Bearer …</code> or as <code>X-API-Key: …</code> to read it.</p>`;
