import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCommand } from '../clients/node/build/bundle.ts';
import { startCentral } from './processes.ts';

const RUNS = 20;
const KEY = 'a-key-of-the-bench';

/** What `heartbeat exec` adds to a job that does nothing, told to a server of its own, and where there is none. */
export async function benchClients(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'heartbeat-bench-'));
  const central = await startCentral(0);
  try {
    const command = join(directory, 'heartbeat.cjs');
    await bundleCommand(command);
    const env = { PATH: process.env.PATH, HEARTBEAT_KEY: KEY, HEARTBEAT_SPOOL: join(directory, 'spool') };
    const wallMs = (args: readonly string[], url: string): number => {
      const begun = performance.now();
      execFileSync(args[0]!, args.slice(1), { env: { ...env, HEARTBEAT_URL: url }, stdio: 'ignore' });
      return performance.now() - begun;
    };
    const exec = [process.execPath, command, 'exec', 'bench', '--register', '--', 'true'];
    const cases: Readonly<Record<string, () => number>> = {
      'the job alone': () => wallMs(['true'], central.url),
      'an empty Node process': () => wallMs([process.execPath, '-e', ''], central.url),
      'heartbeat exec': () => wallMs(exec, central.url),
      'heartbeat exec, nobody listens': () => wallMs(exec, 'http://127.0.0.1:1'),
    };
    const figures = new Map<string, number[]>(Object.keys(cases).map((name) => [name, []]));
    // In turn, so that whatever else the machine does disturbs all alike.
    for (let run = 0; run < RUNS; run++) {
      for (const [name, measure] of Object.entries(cases)) figures.get(name)!.push(measure());
    }
    console.log(`\nClients (wall time of a job that does nothing; ${RUNS} runs each)`);
    for (const [name, all] of figures) {
      const sorted = all.sort((a, b) => a - b);
      const [least, median] = [sorted[0]!, sorted[RUNS / 2]!];
      console.log(`  ${name.padEnd(32)} least ${least.toFixed(0)} ms, median ${median.toFixed(0)} ms`);
    }
  } finally {
    await central.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
