import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLING } from '../lib/bundling.ts';

const FUNCTIONS = ['ingest', 'manage', 'web'];
const RUNS = 10;

/** Whole processes that do nothing but load a module; the least of several is the least disturbed. */
function loadMs(file: string): number {
  const times = Array.from({ length: RUNS }, () => {
    const begun = performance.now();
    execFileSync(process.execPath, [file]);
    return performance.now() - begun;
  });
  return Math.min(...times);
}

async function bundled(name: string, directory: string): Promise<{ file: string; kilobytes: number }> {
  const file = join(directory, `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`../lambdas/${name}/handler.ts`, import.meta.url))],
    outfile: file,
    ...BUNDLING,
  });
  return { file, kilobytes: statSync(file).size / 1_000 };
}

/** How large each function's bundle is, and how long a process takes that only loads it. */
export async function benchBundles(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'heartbeat-bench-'));
  try {
    const empty = join(directory, 'empty.mjs');
    writeFileSync(empty, '');
    const emptyMs = loadMs(empty);
    console.log(`\nFunction bundles (an empty process takes ${emptyMs.toFixed(0)} ms)`);
    for (const name of FUNCTIONS) {
      const { file, kilobytes } = await bundled(name, directory);
      console.log(
        `  ${name.padEnd(8)} ${kilobytes.toFixed(0).padStart(4)} KB   loaded in ${loadMs(file).toFixed(0)} ms`,
      );
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
