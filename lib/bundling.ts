import type { BuildOptions } from 'esbuild';

/**
 * Lets packages in CommonJS (pino is one) require Node's own modules from within an ES module. The import has a name
 * of its own because the bundle may import the same function.
 */
const REQUIRE =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);";

/**
 * How every function is bundled, for the stack and for the benchmark that measures the bundles. The AWS SDK is
 * bundled too: a process loads it in two thirds of the time that the SDK of Lambda's runtime takes (75 against 119 ms).
 */
export const BUNDLING = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: { js: REQUIRE },
  minify: true,
  // Linked, so that Node finds it; without the sources, which would be most of it.
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What Lambda calls, in `lambdas/<name>/`. */
export const ENTRY = 'lambda.ts';
export const BUNDLE = 'index.mjs';
export const HANDLER = 'index.handler';
