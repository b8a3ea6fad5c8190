import type { Metric } from './metric.ts';

/** Version 0.0.4 of Prometheus' text format, which everything that scrapes can read. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };

/** Some scrapers take a NUL or a lone carriage return for the end of a text or a line. */
const CONTROLS_BUT_LINE_ENDS = /(?!\n)\p{Cc}/gu;

const escapedLabel = (text: string): string =>
  text
    .toWellFormed()
    .replace(CONTROLS_BUT_LINE_ENDS, ' ')
    .replace(/[\\"\n]/g, (sign) => ESCAPED[sign]!);

const escapedHelp = (text: string): string => text.replace(/[\\\n]/g, (sign) => ESCAPED[sign]!);

/** Labels as they stand in braces; what is undefined or empty is left out, which is the same to Prometheus. */
export const labelsOf = (labels: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(labels)
    .flatMap(([name, value]) => (value ? [`${name}="${escapedLabel(value)}"`] : []))
    .join(',');

/** The lines of one metric. One that has no sample now is still described. */
export function linesOf<Source>({ name, type, help, samples }: Metric<Source>, source: Source): string {
  let lines = `# HELP ${name} ${escapedHelp(help)}\n# TYPE ${name} ${type}\n`;
  for (const { labels, value, suffix = '' } of samples(source)) {
    lines += `${name}${suffix}${labels && `{${labels}}`} ${value}\n`;
  }
  return lines;
}
