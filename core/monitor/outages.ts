import type { StatusFrom } from './uptime.ts';

export interface Outage {
  readonly from: number;
  /** Undefined while it lasts. */
  readonly to?: number | undefined;
}

/** When a monitor was down, newest first: every time that reaches beyond `since`, from its own beginning on. */
export function outagesSince(line: readonly StatusFrom[], since: number): Outage[] {
  const outages = line.flatMap(([from, status], i): Outage[] => {
    const to = line[i + 1]?.[0];
    return status === 'down' && (to === undefined || to > since) ? [{ from, to }] : [];
  });
  return outages.reverse();
}
