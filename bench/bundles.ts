import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLE, BUNDLING, ENTRY } from '../lib/bundling.ts';

const LAMBDAS = fileURLToPath(new URL('../lambdas', import.meta.url));
const RUNS = 20;

/** What the stack sets and Lambda adds, as far as a function asks for it while it loads. Nobody is called. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://127.0.0.1:1',
  LAMBDA_TASK_ROOT: tmpdir(),
  PUBLIC_URL: 'http://127.0.0.1:1',
  TABLE_NAME: 'bench',
  JUDGE_QUEUE_URL: 'http://127.0.0.1:1/judge',
  NOTIFY_QUEUE_URL: 'http://127.0.0.1:1/notify',
  TRANSITIONS_TOPIC_ARN: 'arn:transitions',
  OPERATORS_TOPIC_ARN: 'arn:operators',
  CANARY_SECRET_ARN: 'arn:canary',
  ADMIN_SECRET_ARN: 'arn:admin',
  EDGE_SECRET_ARN: 'arn:edge',
};

const functionNames = (): string[] =>
  readdirSync(LAMBDAS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(LAMBDAS, entry.name)).includes(ENTRY))
    .map(({ name }) => name)
    .sort();

/** A whole process that does nothing but load a module, ms. */
function loadMs(file: string): number {
  const begun = performance.now();
  // Ended as soon as it has loaded: what it would then ask AWS is not measured.
  execFileSync(process.execPath, ['-e', `require(${JSON.stringify(file)}); process.exit(0)`], {
    env: { ...process.env, ...ENVIRONMENT },
  });
  return performance.now() - begun;
}

async function bundled(name: string, directory: string): Promise<{ file: string; kilobytes: number }> {
  const file = join(directory, name, BUNDLE);
  const entry = join(LAMBDAS, name, ENTRY);
  const { metafile } = await build({ ...BUNDLING, entryPoints: [entry], outfile: file, metafile: true });
  const bytes = Object.entries(metafile.outputs).find(([path]) => path.endsWith(BUNDLE))?.[1].bytes ?? 0;
  return { file, kilobytes: bytes / 1_000 };
}

/** How large each function's bundle is, and how long a process takes that only loads it: the very bundles of the stack. */
export async function benchBundles(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'heartbeat-bench-'));
  try {
    const empty = join(directory, 'empty.js');
    writeFileSync(empty, '');
    const bundles = new Map<string, { file: string; kilobytes: number }>([
      ['empty', { file: empty, kilobytes: 0 }],
    ]);
    for (const name of functionNames()) bundles.set(name, await bundled(name, directory));
    // In turn, so that whatever else the machine does disturbs all alike; the least is the least disturbed.
    const least = new Map<string, number>();
    for (let run = 0; run < RUNS; run++) {
      for (const [name, { file }] of bundles) {
        least.set(name, Math.min(least.get(name) ?? Infinity, loadMs(file)));
      }
    }
    const emptyMs = least.get('empty')!;
    console.log(
      `\nFunction bundles (least of ${RUNS} runs; an empty process takes ${emptyMs.toFixed(0)} ms)`,
    );
    for (const [name, { kilobytes }] of bundles) {
      if (name === 'empty') continue;
      const ms = least.get(name)!;
      const size = `${kilobytes.toFixed(0).padStart(4)} KB`;
      console.log(
        `  ${name.padEnd(8)} ${size}   loaded in ${ms.toFixed(0)} ms (${(ms / emptyMs).toFixed(1)} times)`,
      );
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
