import { createHash } from 'node:crypto';
import { htmlAnswer } from '../runtime/answers.ts';
import type { HttpAnswer } from '../runtime/endpoint.ts';
import { type Html, html } from './html.ts';
import { STYLE } from './style.ts';

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** Nothing from elsewhere, no script, and no style but ours. */
const HEADERS = {
  'content-security-policy':
    `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; ` +
    "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const REFRESH_SECONDS = 30;

/** A whole page; it looks again by itself. */
export function pageAnswer(
  statusCode: number,
  title: string,
  content: Html,
  headers?: Readonly<Record<string, string>>,
): HttpAnswer {
  const style: Html = { html: `<style>${STYLE}</style>` };
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>${title}</title>
${style}
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;
  return htmlAnswer(statusCode, page.html, { ...HEADERS, ...headers });
}
