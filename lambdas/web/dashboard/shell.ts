import { html } from '../html.ts';
import { KeptText } from '../kept-text.ts';
import type { DashboardFiles } from './dashboard-files.ts';

/** Scripts, styles and requests of our own host alone. `data:` is the favicon that the page draws. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The page that the dashboard runs in. It holds no data, so everybody may have it; `publicUrl` is the address that
 * its lines to copy send heartbeats to.
 */
export function shell({ script, style, chunks }: DashboardFiles, publicUrl: string): KeptText {
  const preloads = chunks.map((chunk) => html`<link rel="modulepreload" href="assets/${chunk}">`);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<meta name="public-url" content="${publicUrl}">
<title>Heartbeat Central</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/${style}">
<script type="module" src="assets/${script}"></script>
${preloads}
</head>
<body>
<div id="app"></div>
<noscript><main><h1>Heartbeat Central</h1>
<p>The dashboard needs JavaScript. Without it, <a href="status">the public status page</a> shows the monitors chosen for it,
and <a href="api/status?kind=all">/api/status</a> says how everything is.</p></main></noscript>
</body>
</html>
`;
  return new KeptText(page.html, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
}
