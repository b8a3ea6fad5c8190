import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

/** Writes src/api-schema.ts from docs/openapi.json; `--check` only says whether it is still true. */
const FILE = fileURLToPath(new URL('../src/api-schema.ts', import.meta.url));
const DOCUMENT = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));

const document = JSON.parse(readFileSync(DOCUMENT, 'utf8'));
const schemas = { ...document, paths: {}, components: { schemas: document.components.schemas } };
const text = `// Made from docs/openapi.json by \`npm run openapi\`.\n\n${astToString(await openapiTS(schemas))}`;

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('clients/node/src/api-schema.ts is not what docs/openapi.json says: run `npm run openapi`');
  process.exitCode = 1;
}
