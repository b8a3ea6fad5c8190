import { parser } from '@prometheus-io/lezer-promql';

export interface PromqlSelector {
  readonly name: string;
  /** The labels that it is narrowed by. */
  readonly labels: readonly string[];
}

export interface Promql {
  readonly selectors: readonly PromqlSelector[];
  /** Every label that is named anywhere, by `by`, `on` and `group_left` too. */
  readonly labels: readonly string[];
}

/** What an expression asks for, by the grammar of Prometheus itself. @throws Error where it is none */
export function parsePromql(expression: string): Promql {
  const selectors: { name: string; labels: string[] }[] = [];
  const labels: string[] = [];
  parser.parse(expression).iterate({
    enter({ type, from, to }) {
      const words = expression.slice(from, to);
      if (type.isError) throw new Error(`Not PromQL at ${from}: ${expression}`);
      if (type.name === 'VectorSelector') selectors.push({ name: '', labels: [] });
      if (type.name === 'Identifier') selectors.at(-1)!.name ||= words;
      if (type.name !== 'LabelName') return;
      labels.push(words);
      // Within braces; what follows a selector's end belongs to an operator.
      if (/^\s*(=|!)/.test(expression.slice(to))) selectors.at(-1)!.labels.push(words);
    },
  });
  return { selectors, labels };
}
