import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';

const NO_CREDENTIAL_CHAIN = fileURLToPath(
  new URL('../lambdas/on-aws/no-credential-chain.ts', import.meta.url),
);

/**
 * How every function is bundled, for the stack and for the benchmark that measures the bundles. The AWS SDK is
 * bundled too: a process loads it in two thirds of the time that the SDK of Lambda's runtime takes (75 against 119 ms).
 */
export const BUNDLING = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  // ADR 11: an ES module that imports node:http loads far more than it needs.
  format: 'cjs',
  mainFields: ['module', 'main'],
  alias: { '@aws-sdk/credential-provider-node': NO_CREDENTIAL_CHAIN },
  minify: true,
  // Linked, so that Node finds it; without the sources, which would be most of it.
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What Lambda calls, in `lambdas/<name>/`. */
export const ENTRY = 'lambda.ts';
export const BUNDLE = 'index.js';
export const HANDLER = 'index.handler';
