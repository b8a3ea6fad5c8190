import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { documentText, openApiDocument } from '../../contracts/openapi/document.ts';
import { ROUTES } from '../../contracts/routes.ts';
import packageJson from '../../package.json' with { type: 'json' };

/** `npm run openapi`: writes docs/openapi.json from the route tables; `--check` only says whether it is still true. */
const FILE = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));

const text = documentText(openApiDocument(ROUTES, packageJson.version));

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('docs/openapi.json is not what the route tables say: run `npm run openapi`');
  process.exitCode = 1;
}
