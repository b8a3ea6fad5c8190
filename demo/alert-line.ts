import { styleText } from 'node:util';

/** What the demo reads of the events that the product sends to a webhook. */
export interface AlertEvent {
  readonly type: string;
  readonly data: ChangeData | GroupData | { readonly text: string };
}

interface ChangeData {
  readonly monitor: { readonly name: string; readonly tags: readonly string[] };
  readonly to: string;
  readonly from: string;
  readonly reason: string;
  readonly previousStatusSeconds: number;
  readonly message: string | null;
}

interface GroupData {
  readonly counts: Readonly<Record<string, number>>;
  readonly transitions: readonly ChangeData[];
}

type Style = Parameters<typeof styleText>[0];

const LOOKS: Readonly<Record<string, { readonly shape: string; readonly style: Style }>> = {
  down: { shape: '▼', style: 'red' },
  degraded: { shape: '◆', style: 'magenta' },
  up: { shape: '✓', style: 'green' },
};
const OTHER = { shape: '●', style: 'gray' } as const;
const lookOf = (status: string) => LOOKS[status] ?? OTHER;

const MOST_NAMES = 4;
const MOST_WORDS = 100;

/** What others wrote, fit for a terminal: one line, and no sign that commands it. */
const oneLine = (text: string): string => text.replace(/\p{C}+/gu, ' ').trim();

const firstLine = (text: string): string => oneLine(text.split('\n', 1)[0] ?? '').slice(0, MOST_WORDS);

const whyOf = ({ from, to, reason, message, previousStatusSeconds }: ChangeData): string => {
  if (message) return firstLine(message);
  return to === 'up' ? `after ${Math.round(previousStatusSeconds)} s ${from}` : reason;
};

const painted = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

function changeLine(change: ChangeData): string {
  const { shape, style } = lookOf(change.to);
  const { name, tags } = change.monitor;
  const head = painted(style, `${shape} ${change.to.padEnd(8)}`);
  return `${head}  ${oneLine(name)}: ${whyOf(change)}  ${painted('gray', tags.map((tag) => `#${oneLine(tag)}`).join(' '))}`;
}

/** Each monitor once, by its newest change, trouble first. */
function newestOf(transitions: readonly ChangeData[]): ChangeData[] {
  const newest = [...new Map(transitions.map((change) => [change.monitor.name, change])).values()];
  const isWell = ({ to }: ChangeData) => (to === 'up' ? 1 : 0);
  return newest.sort((a, b) => isWell(a) - isWell(b));
}

function groupLine({ counts, transitions }: GroupData): string {
  const { monitors, ...parts } = counts;
  const inParts = Object.entries(parts).flatMap(([part, count]) => (count > 0 ? [`${count} ${part}`] : []));
  const changes = newestOf(transitions);
  const names = changes
    .slice(0, MOST_NAMES)
    .map(({ to, monitor }) => `${lookOf(to).shape} ${oneLine(monitor.name)}`);
  const rest = changes.length > MOST_NAMES ? ` and ${changes.length - MOST_NAMES} more` : '';
  const head = painted(lookOf(changes[0]?.to ?? '').style, `≡ ${'group'.padEnd(8)}`);
  return `${head}  ${monitors} monitors, ${inParts.join(', ')}: ${names.join(', ')}${rest}`;
}

/** An alert as one line for a terminal, without its time. */
export function alertLine({ data }: AlertEvent): string {
  if ('transitions' in data) return groupLine(data);
  if ('monitor' in data) return changeLine(data);
  return `${OTHER.shape} ${oneLine(data.text)}`;
}
