import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const fileOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const SHARED = {
  bundle: true,
  platform: 'node',
  target: 'node18',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** The command as one file that Node runs at once. @param outfile ends in `.cjs` */
export const bundleCommand = (outfile: string) =>
  build({
    ...SHARED,
    entryPoints: [fileOf('command/main.ts')],
    outfile,
    format: 'cjs',
    // The modules of yaml; its build for CommonJS would be bundled whole.
    mainFields: ['module', 'main'],
    // An import of node:http reads each of its exports, and one of them loads all of `fetch`: 20 ms that every job would pay.
    supported: { 'dynamic-import': false },
    minify: true,
    banner: { js: '#!/usr/bin/env node' },
  });

export const bundleLibrary = (outfile: string, format: 'cjs' | 'esm') =>
  build({ ...SHARED, entryPoints: [fileOf('src/index.ts')], outfile, format });
