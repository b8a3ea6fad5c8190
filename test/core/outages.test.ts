import { expect, test } from '@jest/globals';
import { outagesSince } from '../../core/monitor/outages.ts';
import { presentUptime } from '../../core/monitor/present-uptime.ts';
import type { StatusFrom, Uptime } from '../../core/monitor/uptime.ts';
import { aService, HOUR, T0 } from '../support/monitors.ts';

const at = (hours: number): number => T0 + hours * HOUR;
const line: StatusFrom[] = [
  [at(0), 'up'],
  [at(1), 'down'],
  [at(2), 'up'],
  [at(3), 'down'],
  [at(4), 'paused'],
  [at(5), 'down'],
];

test('outages are told newest first, each until whatever came after it', () => {
  expect(outagesSince(line, at(0))).toEqual([
    { from: at(5), to: undefined },
    { from: at(3), to: at(4) },
    { from: at(1), to: at(2) },
  ]);
});

test('those that were over are left out, one that reaches in is told from its beginning on', () => {
  expect(outagesSince(line, at(2))).toHaveLength(2);
  expect(outagesSince(line, at(2) - 1)).toHaveLength(3);
  expect(outagesSince(line, at(9))).toEqual([{ from: at(5), to: undefined }]);
  expect(outagesSince([[at(0), 'up']], at(0))).toEqual([]);
});

test('the present status counts before its transition was published', () => {
  const uptime: Uptime = { born: T0, sequence: 1, changes: [[at(0), 'up']], days: [] };
  const down = aService({ status: 'down', since: at(1), sequence: 2 });
  expect(presentUptime(down, uptime).changes).toEqual([
    [at(0), 'up'],
    [at(1), 'down'],
  ]);
  expect(presentUptime({ ...down, sequence: 1 }, uptime)).toBe(uptime);
  expect(presentUptime(down, undefined).changes).toEqual([[at(1), 'down']]);
});
