import { expect, test } from '@jest/globals';
import { buildDashboard } from '../../dashboard/build/build-dashboard.ts';

test('the scripts come to at most 150 KB as they are sent', async () => {
  const { files } = await buildDashboard();
  const scripts = Object.entries(files).filter(([name]) => name.endsWith('.js'));
  const bytes = scripts.reduce((sum, [, { gzip }]) => sum + Buffer.from(gzip, 'base64').length, 0);
  console.info(`dashboard: ${scripts.length} scripts, ${bytes} bytes with gzip`);
  expect(scripts.length).toBeGreaterThan(3);
  expect(bytes).toBeLessThan(150_000);
});

test('the same sources make the same files', async () => {
  expect(Object.keys((await buildDashboard()).files)).toEqual(Object.keys((await buildDashboard()).files));
});
