import type { OpenApiDocument } from '../../../contracts/openapi/document-shape.ts';
import { readOpenApi, showReference } from '../../../contracts/system/routes.ts';
import committed from '../../../docs/openapi.json' with { type: 'json' };
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { KeptText } from '../kept-text.ts';
import { wholePage } from '../page.ts';
import { referencePage } from './reference-page.ts';
import { REFERENCE_STYLE } from './style.ts';

/** `GET /api/docs` and `GET /api/openapi.json`: made of the committed document when they are first asked for. */
export function bindReference({ settings }: Pick<Runtime, 'settings'>): Binding[] {
  const { publicUrl } = settings;
  const document: OpenApiDocument = {
    ...(committed as unknown as OpenApiDocument),
    servers: [{ url: publicUrl }],
  };
  let text: KeptText | undefined;
  let page: KeptText | undefined;
  return [
    bind(readOpenApi, (event) => {
      text ??= new KeptText(JSON.stringify(document), { 'content-type': 'application/json' });
      return text.answer(event);
    }),
    bind(showReference, (event) => {
      page ??= pageOf(document, publicUrl);
      return page.answer(event);
    }),
  ];
}

function pageOf(document: OpenApiDocument, publicUrl: string): KeptText {
  const title = `${document.info.title} API`;
  const content = referencePage(document, publicUrl);
  const { text, headers } = wholePage({ title, content, style: REFERENCE_STYLE });
  return new KeptText(text, { 'content-type': 'text/html; charset=utf-8', ...headers });
}
