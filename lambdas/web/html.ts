import { escapeHtml } from '../../contracts/events/escape-html.ts';

/** HTML that was written by us, or escaped. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | readonly Html[];

/** Every value is escaped unless it is HTML already. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  html: parts.reduce((text, part, i) => text + rendered(values[i - 1] ?? '') + part),
});

function rendered(value: Value): string {
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map((one) => one.html).join('');
}
