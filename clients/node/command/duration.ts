import { UsageError } from './usage.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90`, `90s`, `5m`, `2h`, `1d`: without a unit, seconds. @returns milliseconds @throws UsageError */
export function durationMs(flag: string, text: string): number {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text.trim()) ?? [];
  if (number === undefined) {
    throw new UsageError(`--${flag} ${text} is no duration: write 90s, 5m or 2h`);
  }
  return Math.round(Number(number) * UNITS[unit]!);
}
