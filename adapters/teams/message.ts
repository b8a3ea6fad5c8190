import type { Announcement, Severity } from '../../contracts/events/announcement.ts';
import { LINES_IN_A_CHAT, listWithin } from '../../contracts/events/list-within.ts';
import { abridged } from '../../contracts/events/readable-text.ts';
import type { MessageForm } from '../outgoing/written.ts';

interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Large';
  readonly color?: 'Attention' | 'Warning' | 'Good' | 'Accent';
}

interface RichTextBlock {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
}

/** The body of a Workflows webhook. */
export interface TeamsMessage {
  readonly type: 'message';
  readonly attachments: readonly [
    {
      readonly contentType: 'application/vnd.microsoft.card.adaptive';
      readonly content: {
        readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
        readonly type: 'AdaptiveCard';
        readonly version: '1.4';
        readonly msteams: { readonly width: 'Full' };
        /** What notifications say, and clients that show no cards. */
        readonly fallbackText: string;
        readonly body: readonly RichTextBlock[];
        readonly actions?: readonly [
          { readonly type: 'Action.OpenUrl'; readonly title: string; readonly url: string },
        ];
      };
    },
  ];
}

// Teams takes 28 KB in all: the longest notice, every character of three bytes, is 9 KB.
const TEXT_LIMIT = 3_000;

const COLORS: Readonly<Record<Severity, NonNullable<TextRun['color']>>> = {
  down: 'Attention',
  degraded: 'Warning',
  recovered: 'Good',
  info: 'Accent',
  test: 'Accent',
};

/** Runs of text are shown as they are; a TextBlock or a FactSet would read Markdown in them. */
const block = (...inlines: readonly Omit<TextRun, 'type'>[]): RichTextBlock => ({
  type: 'RichTextBlock',
  inlines: inlines.map((run) => ({ type: 'TextRun', ...run })),
});

const title = (text: string, severity: Severity): RichTextBlock =>
  block({ text, weight: 'Bolder', size: 'Large', color: COLORS[severity] });

function message(fallbackText: string, body: readonly RichTextBlock[], link?: string): TeamsMessage {
  const actions = [{ type: 'Action.OpenUrl', title: 'Open in Heartbeat Central', url: link ?? '' }] as const;
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          fallbackText,
          body,
          ...(link !== undefined && { actions }),
        },
      },
    ],
  };
}

const announcementMessage = ({
  headline,
  sentences,
  severity,
  list,
  facts,
  link,
}: Announcement): TeamsMessage =>
  message(
    headline,
    [
      title(headline, severity),
      block({ text: abridged(sentences.join('\n'), TEXT_LIMIT) }),
      ...(list ? [block({ text: listWithin(list, { most: LINES_IN_A_CHAT, limit: TEXT_LIMIT }) })] : []),
      ...facts.map(({ label, value }) => block({ text: `${label}: `, weight: 'Bolder' }, { text: value })),
    ],
    link,
  );

const noticeMessage = (subject: string, text: string): TeamsMessage =>
  message(subject, [title(subject, 'info'), block({ text: abridged(text, TEXT_LIMIT) })]);

/** What Teams shows. Pure. */
export const TEAMS_FORM: MessageForm<TeamsMessage> = {
  announcement: announcementMessage,
  notice: noticeMessage,
};
