import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { parse } from 'yaml';
import { ownerChannel } from '../../core/alerts/owner-channel.ts';
import { bearer } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { aKnownChannel } from '../support/known-channels.ts';
import { aScheduler, every, having, MINUTE, T0 } from '../support/monitors.ts';
import { type ParsedMetric, parseExposition } from '../support/parse-exposition.ts';
import { parsePromql } from '../support/promql.ts';

const file = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** What Prometheus adds to every sample, and the one that it makes itself. */
const ADDED = ['instance', 'job'];
const UP = 'up';

let metrics: ReadonlyMap<string, ParsedMetric>;
/** By the name of a sample, the labels that it can have. */
let labelsOf: ReadonlyMap<string, ReadonlySet<string>>;

/** Something of everything, so that no metric is without a sample. */
beforeAll(async () => {
  const { send, store, has, hasKey, channels, clock } = await openHttpWorld({ at: T0, rateLimit: false });
  await hasKey('the-reader', 'reader');
  await has({
    id: 'a',
    config: { owner: { email: 'a@example.com' }, schedule: every(MINUTE) },
    lastBeatAt: T0,
  });
  await store.create(having(aScheduler(), ['started', T0], ['succeeded', T0 + 1], ['started', T0 + 2]));
  channels.own.push(aKnownChannel('slack'));
  await store.noteChannelHealth('slack', { provedAt: T0, provedBy: 'test', failedAt: T0, failure: 'no' });
  const transition = { kind: 'service' as const, id: 'a', born: T0, sequence: 1 };
  await store.openDelivery({
    ...{ transitionId: `service/a/${T0}/1`, channel: ownerChannel('a@example.com'), attempts: 0 },
    ...{ transition: transition as never, state: 'pending', createdAt: T0, dueAt: T0 },
  });
  const stored = (await store.read({ kind: 'service', id: 'a' }))!;
  await store.change(stored, { ...stored, status: 'up' });
  await store.countUptime({
    ...transition,
    from: 'unknown',
    to: 'up',
    at: T0 - MINUTE,
    reason: 'heartbeat',
  } as never);
  await store.markSweep(T0);
  await store.writeHearing({ heardAt: T0, gaps: [] }, 0);
  clock.advance(MINUTE);
  const { body } = await send('GET', '/metrics', { headers: bearer('the-reader') });
  metrics = parseExposition(body!);
  const found = new Map<string, Set<string>>();
  for (const { samples } of metrics.values())
    for (const { name, labels } of samples) {
      const known = found.get(name) ?? new Set(ADDED);
      for (const label of Object.keys(labels)) known.add(label);
      found.set(name, known);
    }
  labelsOf = found;
});

/** Each metric and each label that an expression asks for is one of those that the answer bears. */
function expectKnown(expression: string): void {
  // Grafana fills these in before it asks.
  const asked = expression.replaceAll(/\$__(range|rate_interval)/g, '1h');
  const { selectors, labels } = parsePromql(asked);
  expect(selectors.length).toBeGreaterThan(0);
  for (const { name, labels: narrowed } of selectors) {
    if (name === UP) continue;
    expect([...labelsOf.keys()]).toContain(name);
    expect([expression, [...labelsOf.get(name)!]]).toEqual([
      expression,
      expect.arrayContaining([...narrowed]),
    ]);
  }
  const reachable = new Set([...ADDED, ...selectors.flatMap(({ name }) => [...(labelsOf.get(name) ?? [])])]);
  expect([...reachable]).toEqual(expect.arrayContaining([...labels]));
}

test('every metric has a sample here', () => {
  expect([...metrics.values()].filter(({ samples }) => samples.length === 0).map(({ name }) => name)).toEqual(
    [],
  );
});

test('the table of docs/prometheus.md names every metric, its type and its labels, and no other', () => {
  const rows = [...file('prometheus.md').matchAll(/^\| `(heartbeat_central_\w+)` \| (\w+) \| ([^|]*)\|/gm)];
  const told = rows.map(([, name, type, labels]) => [name, type, labels!.replaceAll(/[`\s]/g, '')]);
  const there = [...metrics.values()].map(({ name, type, samples }) => [
    name,
    type,
    [...new Set(samples.flatMap((sample) => Object.keys(sample.labels)))].join(','),
  ]);
  expect(told).toEqual(there);
});

test('whatever PromQL stands in docs/prometheus.md is PromQL over these', () => {
  const blocks = [...file('prometheus.md').matchAll(/```promql\n([\s\S]*?)```/g)].flatMap(([, text]) =>
    text!.split('\n').filter((line) => line !== '' && !line.startsWith('#')),
  );
  expect(blocks.length).toBeGreaterThan(2);
  for (const expression of blocks) expectKnown(expression);
});

describe('docs/grafana-dashboard.json', () => {
  interface Panel {
    readonly id: number;
    readonly title: string;
    readonly type: string;
    readonly datasource: object;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly fieldConfig: {
      readonly defaults: object;
      readonly overrides: readonly { readonly properties: readonly object[] }[];
    };
    readonly targets: readonly {
      readonly refId: string;
      readonly expr: string;
      readonly datasource: object;
    }[];
  }
  interface Variable {
    readonly name: string;
    readonly query: { readonly query: string };
    readonly datasource: object;
  }
  const dashboard = JSON.parse(file('grafana-dashboard.json')) as {
    readonly __inputs: readonly { readonly name: string; readonly pluginId: string; readonly type: string }[];
    readonly __requires: readonly { readonly type: string; readonly id: string }[];
    readonly id: unknown;
    readonly panels: readonly Panel[];
    readonly templating: { readonly list: readonly Variable[] };
  };
  const { panels, templating } = dashboard;

  it('asks for its data source when it is imported, and uses no other', () => {
    expect(dashboard.__inputs).toMatchObject([
      { name: 'DS_PROMETHEUS', type: 'datasource', pluginId: 'prometheus' },
    ]);
    // Grafana gives it one.
    expect(dashboard.id).toBeNull();
    const sources = [...panels, ...panels.flatMap(({ targets }) => targets), ...templating.list];
    for (const { datasource } of sources)
      expect(datasource).toEqual({ type: 'prometheus', uid: '${'.concat('DS_PROMETHEUS}') });
    const panelTypes = dashboard.__requires.filter(({ type }) => type === 'panel').map(({ id }) => id);
    expect(panelTypes.sort()).toEqual([...new Set(panels.map(({ type }) => type))].sort());
  });

  it('asks only for what /metrics has', () => {
    for (const { targets } of panels) for (const { expr } of targets) expectKnown(expr);
    for (const { query } of templating.list) {
      const [, metric, label] = /^label_values\((\w+), (\w+)\)$/.exec(query.query)!;
      expect([...labelsOf.get(metric!)!]).toContain(label);
    }
  });

  it('says of every panel in which unit it counts: of a duration, in seconds', () => {
    for (const { title, fieldConfig, targets } of panels) {
      const [field, ...others] = [
        fieldConfig.defaults,
        ...fieldConfig.overrides.map(({ properties }) => properties),
      ];
      expect([title, (field as { unit?: string }).unit]).toEqual([
        title,
        expect.stringMatching(/^(short|s|percentunit)$/),
      ]);
      if (targets.some(({ expr }) => /_(age|duration|timestamp|gap)_seconds/.test(expr)))
        expect([title, JSON.stringify([field, others])]).toEqual([
          title,
          expect.stringMatching(/"(unit":"s|unit","value":"s)"/),
        ]);
    }
  });

  it('divides by nothing that may be 0', () => {
    for (const { expr } of panels.flatMap(({ targets }) => targets))
      if (expr.includes(' / ')) expect(expr).toMatch(/ \/ \(.* > 0\)$/);
  });

  it('narrows every question by what is chosen above it', () => {
    const names = templating.list.map(({ name }) => name);
    for (const { expr } of panels.flatMap(({ targets }) => targets)) {
      expect(
        [...expr.matchAll(/\$(\w+)/g)].map(([, name]) => name!).filter((name) => !name.startsWith('__')),
      ).toEqual(expect.arrayContaining(['instance']));
      for (const [, name] of expr.matchAll(/\$(\w+)/g)) expect([...names, '__range']).toContain(name);
    }
  });

  it('has a place for each panel, with words of what it shows', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { title, gridPos, ...rest } of panels) {
      expect({ title, ...rest }).toMatchObject({ description: expect.stringMatching(/\.$/) });
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect([title, taken.has(`${x},${y}`)]).toEqual([title, false]);
          taken.add(`${x},${y}`);
        }
    }
  });
});

describe('docs/prometheus-rules.yml', () => {
  interface Rule {
    readonly alert: string;
    readonly expr: string;
    readonly for?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }
  const { groups } = parse(file('prometheus-rules.yml')) as {
    readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s asks only for what /metrics has',
    (_name, rule) => {
      expectKnown(rule.expr);
      expect(
        Object.keys(rule).filter((key) => !['alert', 'expr', 'for', 'labels', 'annotations'].includes(key)),
      ).toEqual([]);
      expect(rule.alert).toMatch(/^HeartbeatCentral[A-Z]\w+$/);
      expect(rule.for ?? '1m').toMatch(/^\d+[smh]$/);
      expect(rule).toMatchObject({
        labels: { severity: expect.stringMatching(/^(critical|warning)$/) },
        annotations: { summary: expect.any(String), description: expect.any(String) },
      });
      for (const [, label] of Object.values(rule.annotations)
        .join(' ')
        .matchAll(/\$labels\.(\w+)/g))
        expect(parsePromql(rule.expr).labels).toContain(label);
    },
  );

  it('bears each name once', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
  });
});

test.each(['rate(', 'a b', 'sum by (x', '{}{'])('what is no PromQL is refused: %s', (words) => {
  expect(() => parsePromql(words)).toThrow();
});
