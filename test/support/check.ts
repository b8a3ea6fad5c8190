// `npm run check`: runs every script `check:*` of package.json side by side, and prints which of them failed.
import { spawn } from 'node:child_process';
import packageJson from '../../package.json' with { type: 'json' };

const checks = Object.entries(packageJson.scripts).filter(([name]) => name.startsWith('check:'));

const outcomes = await Promise.all(checks.map(([name, command]) => run(name, command)));

for (const { name, passed, output, seconds } of outcomes) {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(output);
}

const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name);
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** Through the shell, as npm would: node_modules/.bin is on the PATH of npm's scripts. */
function run(name: string, command: string) {
  const start = process.hrtime.bigint();
  return new Promise<{ name: string; passed: boolean; output: string; seconds: number }>((resolve) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env,
    });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('close', (code) => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      resolve({ name, passed: code === 0, output, seconds });
    });
  });
}
