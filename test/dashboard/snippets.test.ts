import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import type { MonitorAnswer } from '../../dashboard/app/api/shapes.ts';
import { snippetsOf } from '../../dashboard/app/detail/snippets.ts';

const monitor = (part: Partial<MonitorAnswer>): MonitorAnswer =>
  ({
    id: 'shop:web@1',
    requiresKey: true,
    details: null,
    schedule: { type: 'none' },
    ...part,
  }) as MonitorAnswer;

const textOf = (part: Partial<MonitorAnswer>, name: string): string =>
  snippetsOf(monitor(part), 'https://hbc.example').find((snippet) => snippet.name === name)!.text;

describe.each([
  { kind: 'service' },
  { kind: 'scheduler' },
  { kind: 'daemon' },
  { kind: 'application', details: { uuid: '0b8f' } },
] as const)('lines to copy for a $kind', (part) => {
  it('bear its address, whatever they are written for', () => {
    const address = {
      service: '/api/heartbeat',
      scheduler: '/api/v1/schedulers/shop:web@1/status',
      daemon: '/api/daemon/heartbeat',
      application: '/heartbeat/0b8f',
    }[part.kind];
    const snippets = snippetsOf(monitor(part), 'https://hbc.example');
    expect(snippets.map(({ name }) => name)).toEqual([
      'curl',
      'Shell',
      'Python',
      'Node',
      'cron',
      'systemd',
      'Docker',
      'Kubernetes',
    ]);
    for (const { text } of snippets) expect(text).toContain(`https://hbc.example${address}`);
  });

  it.each(['curl', 'Shell'])('%s can be read by a shell', (name) => {
    execFileSync('sh', ['-n'], { input: textOf(part, name) });
  });

  it('Node can be read by Node', () => {
    execFileSync(process.execPath, ['--check', '--input-type=module', '-'], { input: textOf(part, 'Node') });
  });
});

it('a key is named only where one is asked for, and a reader is not told an application’s address', () => {
  expect(textOf({ kind: 'service', requiresKey: false }, 'curl')).not.toContain('Bearer');
  expect(textOf({ kind: 'service' }, 'curl')).toContain('Bearer $HEARTBEAT_KEY');
  expect(textOf({ kind: 'application' }, 'curl')).toContain('/heartbeat/THE-UUID');
  expect(textOf({ kind: 'daemon' }, 'systemd')).toContain('$$HEARTBEAT_KEY');
});

it('who is down within a minute and a half gets no line for what starts once a minute', () => {
  const namesFor = (intervalSeconds: number, graceSeconds: number) =>
    snippetsOf(
      monitor({ kind: 'service', schedule: { type: 'interval', intervalSeconds, graceSeconds } }),
      'https://hbc.example',
    ).map(({ name }) => name);
  expect(namesFor(30, 0)).toEqual(['curl', 'Shell', 'Python', 'Node', 'systemd', 'Docker']);
  expect(namesFor(60, 30)).toContain('cron');
});

it.each([
  [30, 0, 15],
  [1, 0, 1],
  [300, 300, 60],
])(
  'with an interval of %i s and %i s of grace it is sent every %i s',
  (intervalSeconds, graceSeconds, pause) => {
    const schedule = { type: 'interval', intervalSeconds, graceSeconds } as const;
    expect(textOf({ kind: 'service', schedule }, 'Docker')).toContain(`sleep ${pause};`);
    expect(textOf({ kind: 'service', schedule }, 'systemd')).toContain(`OnUnitInactiveSec=${pause}\n`);
  },
);
