import type { Api } from './api.ts';
import type { Scenario } from './scenario-shape.ts';

export interface Shown {
  readonly name: string;
  readonly status: string;
}

const OTHERWISE: readonly string[] = ['up', 'running'];

/** The members that are not shown as they should be at the interesting moment, in words. Pure. */
export function notYetAsExpected({ members, shownThen }: Scenario, shown: readonly Shown[]): string[] {
  const statuses = new Map(shown.map(({ name, status }) => [name, status]));
  return members.flatMap(({ id, name }) => {
    const [expected] = Object.entries(shownThen).find(([, ids]) => ids.includes(id)) ?? [];
    const status = statuses.get(name);
    const fits = expected ? status === expected : status !== undefined && OTHERWISE.includes(status);
    return fits ? [] : [`${name} is ${status}`];
  });
}

/** How all members are shown, by the public API. */
export async function shownNow(api: Api): Promise<readonly Shown[]> {
  return (await api<{ services: Shown[] }>('GET', '/api/status?kind=all')).services;
}
