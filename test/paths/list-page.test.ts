import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listPage } from '../../core/paths/list-page.ts';
import type { View } from '../../core/paths/read-fleet.ts';
import { aDaemon, aScheduler, T0 } from '../support/monitors.ts';
import { Stage } from '../support/stage.ts';

/** Schedulers 0 to `count` - 1 in order, of which every third is closed. */
function stageOf(count: number) {
  const stage = new Stage();
  const ids = Array.from({ length: count }, (_, i) => `s${String(i).padStart(5, '0')}`);
  ids.forEach((id, i) => {
    stage.put({ ...aScheduler({ id }), ...(i % 3 === 2 && { status: 'closed' as const }) });
  });
  stage.put(aDaemon());
  return { stage, living: ids.filter((_, i) => i % 3 !== 2) };
}

const numberOf = ({ monitor }: View): number => Number(monitor.id.slice(1));

async function allPages(stage: Stage, limit: number, matches?: (view: View) => boolean) {
  const ids: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await listPage(stage.store, 'scheduler', { limit, cursor, matches }, T0);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ monitor }) => monitor.id));
    cursor = page.cursor;
    pages += 1;
  } while (cursor !== undefined);
  return { ids, pages };
}

test('every living one that matches is on exactly one page, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 40 }),
      fc.integer({ min: 1, max: 15 }),
      fc.constantFrom(undefined, 1, 2, 7),
      async (count, limit, step) => {
        const { stage, living } = stageOf(count);
        const matches = step === undefined ? undefined : (view: View) => numberOf(view) % step === 0;
        const { ids } = await allPages(stage, limit, matches);
        expect(ids).toEqual(living.filter((id) => Number(id.slice(1)) % (step ?? 1) === 0));
      },
    ),
  );
});

test('where few match, a page ends after 5,000 with what it has, and the next goes on', async () => {
  const { stage } = stageOf(12_000);
  const { ids, pages } = await allPages(stage, 10, (view) => [0, 6_000, 11_999].includes(numberOf(view)));
  expect(ids).toEqual(['s00000', 's06000']);
  expect(pages).toBe(3);
});

test('reads no more than the page where nothing is filtered', async () => {
  const { stage } = stageOf(100);
  const asked: number[] = [];
  const listMonitors = stage.store.listMonitors.bind(stage.store);
  stage.store.listMonitors = (kind, options) => {
    asked.push(options.limit);
    return listMonitors(kind, options);
  };
  await listPage(stage.store, 'scheduler', { limit: 10 }, T0);
  expect(asked.reduce((a, b) => a + b)).toBeLessThanOrEqual(22);
});
