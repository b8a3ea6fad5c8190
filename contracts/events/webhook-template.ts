/** What the texts of a template may name, as `{{monitor.name}}`. Names are part of the API: none may vanish. */
export const PLACEHOLDERS = [
  'type',
  'headline',
  'sentences',
  'link',
  'severity',
  'monitor.kind',
  'monitor.id',
  'monitor.name',
  'monitor.tags',
  'from',
  'to',
  'reason',
  'at',
  'message',
  'lastHeartbeatAt',
  'previousStatusSeconds',
  'owner.email',
  'owner.alertUserId',
  'event',
] as const;

/** What each placeholder stands for; null where a message has no such thing. */
export type TemplateValues = Readonly<
  Record<(typeof PLACEHOLDERS)[number], string | number | readonly string[] | object | null>
>;

const MOST_TEMPLATE_BYTES = 16_384;
const MOST_BODY_BYTES = 262_144;
const MOST_DEPTH = 32;
/** More would only be the same mistake again. */
const MOST_PROBLEMS = 10;
const QUOTED_LENGTH = 60;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const ONE_PLACEHOLDER = /^\{\{([^{}]*)\}\}$/;

const isKnown = (name: string): name is keyof TemplateValues => PLACEHOLDERS.some((one) => one === name);

/** The names in a text, in order. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());

const partsOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

const isDeeper = (value: unknown, most: number): boolean =>
  most === 0 ? partsOf(value).length > 0 : partsOf(value).some((part) => isDeeper(part, most - 1));

/** All texts of a template but the names of its fields. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : partsOf(value).flatMap(textsIn);

const fieldsIn = (value: unknown): string[] => [
  ...(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []),
  ...partsOf(value).flatMap(fieldsIn),
];

const quoted = (text: string): string => JSON.stringify(text.toWellFormed().slice(0, QUOTED_LENGTH));

const textProblems = (text: string): string[] => [
  ...namesIn(text)
    .filter((name) => !isKnown(name))
    .map((name) => `There is no placeholder ${quoted(name)}; there are ${PLACEHOLDERS.join(', ')}.`),
  ...(text.replace(PLACEHOLDER, ' ').includes('{{')
    ? [`A placeholder begins and does not end in ${quoted(text)}.`]
    : []),
];

/** What is wrong with a template of JSON, in sentences; none where it can be rendered. Pure. */
export function templateProblems(template: unknown): string[] {
  if (isDeeper(template, MOST_DEPTH)) return [`The template is nested more than ${MOST_DEPTH} deep.`];
  const json: string | undefined = JSON.stringify(template);
  if (json === undefined) return ['The template must be JSON.'];
  if (Buffer.byteLength(json) > MOST_TEMPLATE_BYTES) return ['The template is larger than 16 KB.'];
  const problems = [
    ...fieldsIn(template)
      .filter((field) => field.includes('{{'))
      .map((field) => `The name of a field holds no placeholders: ${quoted(field)}.`),
    ...textsIn(template).flatMap(textProblems),
  ];
  return [...new Set(problems)].slice(0, MOST_PROBLEMS);
}

const JOINTS: Readonly<Record<string, string>> = { sentences: ' ', 'monitor.tags': ', ' };

/** A value within a longer text; nothing where there is none. */
function textOf(name: keyof TemplateValues, value: TemplateValues[keyof TemplateValues]): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.join(JOINTS[name] ?? ', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

type Texts = ReadonlyMap<string, string>;

/** In one pass: what a value holds is never taken for a placeholder. */
function renderedText(text: string, values: TemplateValues, texts: Texts): unknown {
  const only = ONE_PLACEHOLDER.exec(text)?.[1]?.trim();
  if (only !== undefined && isKnown(only)) return values[only];
  return text.replace(PLACEHOLDER, (_all, name: string) => texts.get(name.trim()) ?? '');
}

function rendered(template: unknown, values: TemplateValues, texts: Texts): unknown {
  if (typeof template === 'string') return renderedText(template, values, texts);
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) return template.map((part) => rendered(part, values, texts));
  const fields = Object.entries(template).map(([field, part]) => [field, rendered(part, values, texts)]);
  return Object.fromEntries(fields);
}

/**
 * The JSON of a template whose problems are none. A text that is one placeholder becomes its value, of whatever type;
 * within a text it is written out. Filled in before JSON is made of it, so no value can end its text. Pure.
 * @returns undefined where it would be larger than 256 KB.
 */
export function renderTemplate(template: unknown, values: TemplateValues): string | undefined {
  const texts = new Map(PLACEHOLDERS.map((name) => [name as string, textOf(name, values[name])]));
  // Before it is made: 16 KB can name the whole event a thousand times.
  const length = textsIn(template)
    .flatMap(namesIn)
    .reduce((sum, name) => sum + (texts.get(name)?.length ?? 0), 0);
  if (length > MOST_BODY_BYTES) return undefined;
  const json = JSON.stringify(rendered(template, values, texts));
  return Buffer.byteLength(json) > MOST_BODY_BYTES ? undefined : json;
}
