import { createHash } from 'node:crypto';
import { htmlAnswer } from '../runtime/answers.ts';
import type { HttpAnswer } from '../runtime/endpoint.ts';
import { type Html, html } from './html.ts';
import { STATUS_STYLE, STYLE } from './style.ts';

export interface PageOptions {
  readonly title: string;
  /** What is within `<body>`. */
  readonly content: Html;
  /** What the page needs beside the style of all pages. */
  readonly style: string;
  /** Seconds after which it looks again by itself. */
  readonly refreshSeconds?: number;
}

/** A whole page, and the headers that it must be sent with: nothing from elsewhere, no script, and no style but ours. */
export function wholePage({ title, content, style, refreshSeconds }: PageOptions) {
  const css = STYLE + style;
  const refresh = refreshSeconds
    ? html`<meta http-equiv="refresh" content="${refreshSeconds}">
`
    : '';
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh}<title>${title}</title>
${{ html: `<style>${css}</style>` }}
</head>
<body>
${content}
</body>
</html>
`;
  const hash = createHash('sha256').update(css).digest('base64');
  const headers = {
    'content-security-policy':
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; ` +
      "frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  return { text: page.html, headers };
}

const REFRESH_SECONDS = 30;

/** A page of the status; it looks again by itself. */
export function pageAnswer(
  statusCode: number,
  title: string,
  content: Html,
  headers?: Readonly<Record<string, string>>,
): HttpAnswer {
  const main = html`<main>
${content}
</main>`;
  const page = wholePage({ title, content: main, style: STATUS_STYLE, refreshSeconds: REFRESH_SECONDS });
  return htmlAnswer(statusCode, page.text, { ...page.headers, ...headers });
}
