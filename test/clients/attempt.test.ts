import { describe, expect, it } from '@jest/globals';
import { attempt } from '../../clients/node/src/attempt.ts';
import { systemClock } from '../../clients/node/src/clock.ts';

function answered(status: number, text: string) {
  const answer = { status, headers: { get: () => null }, text: async () => text };
  return attempt(
    { url: 'http://central.example/api', method: 'POST', headers: {} },
    { fetch: async () => answer, clock: systemClock, timeoutMs: 1_000, mostBytes: 1_000 },
  );
}

const PAGE = '<html>We are deploying</html>';
const SAID = '{"error":"no"}';

describe('what was answered', () => {
  it.each([
    [301, ''],
    [302, SAID],
    [403, PAGE],
    [404, PAGE],
    [404, '{"message":"Not Found"}'],
    [404, 'null'],
    [429, SAID],
    [501, SAID],
    [520, PAGE],
    [526, PAGE],
  ])('%i %s may be answered better later', async (status, text) => {
    expect(await answered(status, text)).toMatchObject({
      ok: false,
      problem: { kind: 'busy', status, passes: true },
    });
  });

  it.each([[400], [401], [403], [404], [413]])('%i with an error of the server counts', async (status) => {
    expect(await answered(status, SAID)).toMatchObject({
      ok: false,
      problem: { kind: 'refused', status, passes: false },
    });
  });
});
