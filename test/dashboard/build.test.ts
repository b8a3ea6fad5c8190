import { expect, test } from '@jest/globals';
import { buildDashboard } from '../../dashboard/build/build-dashboard.ts';
import { shell } from '../../lambdas/web/dashboard/shell.ts';
import { httpEvent } from '../support/http-event.ts';

test('the scripts come to at most 150 KB as they are sent', async () => {
  const { files } = await buildDashboard();
  const scripts = Object.entries(files).filter(([name]) => name.endsWith('.js'));
  const bytes = scripts.reduce((sum, [, { gzip }]) => sum + Buffer.from(gzip, 'base64').length, 0);
  console.info(`dashboard: ${scripts.length} scripts, ${bytes} bytes with gzip`);
  expect(scripts.length).toBeGreaterThan(3);
  expect(bytes).toBeLessThan(150_000);
});

test('the page asks at once for all that its script begins with, and for nothing that comes later', async () => {
  const dashboard = await buildDashboard();
  const { body } = shell(dashboard, 'https://beats.example.com').answer(httpEvent('GET', '/'));
  const preloaded = [...body!.matchAll(/modulepreload" href="assets\/([^"]+)"/g)].map(([, name]) => name!);
  const textOf = (name: string) => Buffer.from(dashboard.files[name]!.whole, 'base64').toString();
  const begun = [dashboard.script, ...preloaded];
  const imported = begun.flatMap((name) =>
    [...textOf(name).matchAll(/(?:from|import)"\.\/([^"]+)"/g)].map(([, path]) => path!),
  );
  expect(preloaded.length).toBeGreaterThan(0);
  expect([...new Set(imported)].sort()).toEqual([...preloaded].sort());
});

test('the same sources make the same files', async () => {
  expect(Object.keys((await buildDashboard()).files)).toEqual(Object.keys((await buildDashboard()).files));
});
