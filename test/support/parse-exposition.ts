export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ParsedMetric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly ParsedSample[];
}

const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  summary: ['', '_sum', '_count'],
  histogram: ['_bucket', '_sum', '_count'],
};
const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"(,|\})/;
const VALUE = /^(?:[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|NaN)$/i;
const UNESCAPED: Readonly<Record<string, string>> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' };

/**
 * The text format of Prometheus, version 0.0.4, stricter than it asks for: every metric has one HELP and one TYPE, its
 * samples follow them and nothing comes twice.
 * @throws Error that names the line
 */
export function parseExposition(text: string): Map<string, ParsedMetric> {
  if (!text.endsWith('\n')) throw new Error('The last line has no end');
  if (/[\0\r]/.test(text) || !text.isWellFormed()) throw new Error('Not everything in it is text');
  const metrics = new Map<string, ParsedMetric>();
  const seen = new Set<string>();
  let current: { name: string; help: string; type?: string; samples: ParsedSample[] } | undefined;
  for (const line of text.slice(0, -1).split('\n')) {
    const fail = (why: string): never => {
      throw new Error(`${why}: ${line}`);
    };
    const [, help, words = ''] = /^# HELP (\S+) ([^\n]+)$/.exec(line) ?? [];
    const [, typed, type = ''] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (help !== undefined) {
      if (NAME.exec(help)?.[0] !== help) fail('No name of a metric');
      if (metrics.has(help)) fail('Described twice');
      if (!/^(?:[^\\]|\\[\\n])*$/.test(words)) fail('An escape that means nothing');
      current = { name: help, help: words, samples: [] };
    } else if (typed !== undefined) {
      if (!current || current.name !== typed || current.type) return fail('TYPE does not follow its HELP');
      if (!TYPES.includes(type)) fail('No type');
      current.type = type;
      metrics.set(typed, current as ParsedMetric);
    } else {
      if (!current?.type) return fail('A sample without a description');
      const sample = sampleOf(line, fail);
      const names = (SUFFIXES[current.type] ?? ['']).map((suffix) => `${current!.name}${suffix}`);
      if (!names.includes(sample.name)) fail(`Not a sample of ${current.name}`);
      const identity = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
      if (seen.has(identity)) fail('Twice');
      seen.add(identity);
      current.samples.push(sample);
    }
  }
  return metrics;
}

function sampleOf(line: string, fail: (why: string) => never): ParsedSample {
  const name = NAME.exec(line)?.[0] ?? fail('No name');
  let rest = line.slice(name.length);
  const labels: Record<string, string> = {};
  if (rest.startsWith('{')) {
    rest = rest.slice(1);
    for (let end = ','; end === ','; ) {
      const [whole, label, value, after] = LABEL.exec(rest) ?? fail('No label');
      if (Object.hasOwn(labels, label!) || label!.startsWith('__')) fail('A label that may not be');
      labels[label!] = value!.replace(/\\[\\"n]/g, (sign) => UNESCAPED[sign]!);
      end = after!;
      rest = rest.slice(whole.length);
    }
  }
  const value = rest.slice(1);
  if (rest[0] !== ' ' || !VALUE.test(value)) fail('No value');
  return { name, labels, value: Number(value) };
}
