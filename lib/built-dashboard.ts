import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../dashboard/build/print-dashboard.ts', import.meta.url));
/** 150 KB of scripts come to less than 1 MB in three forms. */
const MOST_BYTES = 16_000_000;

let built: string | undefined;

/** The dashboard as the JSON that `web` reads, built once in a process. @throws Error where it cannot be built */
export function builtDashboard(): string {
  built ??= execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM], {
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
  });
  return built;
}
