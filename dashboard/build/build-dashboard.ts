import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { type BuildOptions, build, type Metafile, type OutputFile, stop } from 'esbuild';
import type { DashboardFile, DashboardFiles } from '../../lambdas/web/dashboard/dashboard-files.ts';

const compressed = { brotli: promisify(brotliCompress), gzip: promisify(gzip) };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = 'dashboard/app/main.tsx';

const OPTIONS = {
  absWorkingDir: ROOT,
  entryPoints: [MAIN],
  outdir: 'assets',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  write: false,
  metafile: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome111', 'firefox114', 'safari16.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  logLevel: 'silent',
} as const satisfies BuildOptions;

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * Bundles and compresses the dashboard in memory: the same sources make the same names on every machine. It takes
 * about a second, on other threads than the caller's.
 * @throws BuildFailure where a source does not compile
 */
export async function buildDashboard(): Promise<DashboardFiles> {
  const { outputFiles, metafile } = await build(OPTIONS);
  // esbuild's own process would else stay for as long as ours.
  await stop();
  const [script, { cssBundle }] = Object.entries(metafile.outputs).find(
    ([, output]) => output.entryPoint === MAIN,
  )!;
  const files = await Promise.all(outputFiles.map(async (file) => [basename(file.path), await packed(file)]));
  return {
    script: basename(script),
    style: basename(cssBundle!),
    chunks: chunksOf(script, metafile).map((path) => basename(path)),
    files: Object.fromEntries(files) as DashboardFiles['files'],
  };
}

/** What a script imports before it runs, and what that imports. */
function chunksOf(script: string, { outputs }: Metafile): readonly string[] {
  const found = new Set<string>();
  const add = (path: string): void => {
    for (const { path: next, kind } of outputs[path]!.imports) {
      if (kind !== 'import-statement' || found.has(next)) continue;
      found.add(next);
      add(next);
    }
  };
  add(script);
  return [...found];
}

async function packed({ path, contents }: OutputFile): Promise<DashboardFile> {
  const [brotli, gzipped] = await Promise.all([
    compressed.brotli(contents, { params: { [zlib.BROTLI_PARAM_SIZE_HINT]: contents.length } }),
    compressed.gzip(contents, { level: zlib.Z_BEST_COMPRESSION }),
  ]);
  return {
    type: TYPES[extname(path)]!,
    whole: Buffer.from(contents).toString('base64'),
    brotli: brotli.toString('base64'),
    gzip: gzipped.toString('base64'),
  };
}
