import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleCommand, bundleLibrary } from './bundle.ts';

/** Writes `dist`: the command in one file, and the library for both kinds of import, each with its types. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = `${ROOT}dist`;

rmSync(DIST, { recursive: true, force: true });
await bundleCommand(`${DIST}/heartbeat.cjs`);
chmodSync(`${DIST}/heartbeat.cjs`, 0o755);
await bundleLibrary(`${DIST}/esm/index.js`, 'esm');
await bundleLibrary(`${DIST}/cjs/index.js`, 'cjs');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const types = ['-p', `${ROOT}tsconfig.types.json`, '--outDir', `${DIST}/esm`];
execFileSync(process.execPath, [tsc, ...types], { stdio: 'inherit' });
// Declarations are of the kind of the package.json above them.
cpSync(`${DIST}/esm`, `${DIST}/cjs`, { recursive: true, filter: (path) => !path.endsWith('index.js') });
writeFileSync(`${DIST}/cjs/package.json`, '{ "type": "commonjs" }\n');
