import type { ChannelType } from '../../../core/alerts/channel-target.ts';
import { TROUBLES, WANTED_STATUSES } from '../../../core/alerts/wants.ts';
import type { Kind } from '../../../core/monitor/ref.ts';
import type { Channel } from '../api/shapes.ts';
import { listed } from '../manage/listed.ts';
import { CHANNEL_FIELDS, type ChannelField } from './channel-fields.ts';

export type WantedStatus = (typeof WANTED_STATUSES)[number];

/** A channel as the form holds it: every field of `config` as text. */
export interface ChannelDraft {
  readonly type: ChannelType;
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Secrets that it shall not have any more. */
  readonly dropped: readonly string[];
  /** Empty: every kind. */
  readonly kinds: readonly Kind[];
  /** Separated by commas, as the ids are. */
  readonly tags: string;
  readonly ids: string;
  readonly statuses: readonly WantedStatus[];
  readonly isDefault: boolean;
  readonly isEnabled: boolean;
}

export const newChannelDraft = (type: ChannelType): ChannelDraft => ({
  type,
  name: '',
  fields: {},
  dropped: [],
  kinds: [],
  tags: '',
  ids: '',
  statuses: TROUBLES,
  isDefault: false,
  isEnabled: true,
});

const shownText = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value, null, 2)
      : String(value);

export const draftOfChannel = ({ type, name, config, wants, ...channel }: Channel): ChannelDraft => ({
  type,
  name,
  fields: Object.fromEntries(Object.entries(config).map(([field, value]) => [field, shownText(value)])),
  dropped: [],
  kinds: wants.kinds ?? [],
  tags: (wants.tags ?? []).join(', '),
  ids: (wants.ids ?? []).join(', '),
  statuses: wants.statuses ?? TROUBLES,
  isDefault: channel.default,
  isEnabled: channel.enabled,
});

function configValue({ type }: ChannelField, text: string): unknown {
  if (type === 'number') return Number(text);
  return type === 'json' ? JSON.parse(text) : text;
}

/** What is wrong with a template before it is sent; undefined: nothing. */
export function wrongJson({ type, fields }: ChannelDraft): string | undefined {
  for (const field of CHANNEL_FIELDS[type]) {
    const text = fields[field.name]?.trim();
    if (field.type !== 'json' || !text) continue;
    try {
      JSON.parse(text);
    } catch {
      return `config.${field.name}`;
    }
  }
  return undefined;
}

/**
 * What is sent of a draft. Of one that is changed, an empty field takes its value away, but an empty secret is left
 * out, and so is kept.
 */
export function bodyOf(draft: ChannelDraft, before?: Channel): object {
  const config: Record<string, unknown> = {};
  for (const field of CHANNEL_FIELDS[draft.type]) {
    const text = draft.fields[field.name]?.trim() ?? '';
    if (text) config[field.name] = configValue(field, text);
    else if (draft.dropped.includes(field.name)) config[field.name] = null;
    else if (before && !field.isSecret && before.config[field.name] !== undefined) config[field.name] = null;
  }
  const tags = listed(draft.tags);
  const ids = listed(draft.ids);
  const wants = {
    ...(draft.kinds.length > 0 && { kinds: draft.kinds }),
    ...(tags.length > 0 && { tags }),
    ...(ids.length > 0 && { ids }),
    statuses: WANTED_STATUSES.filter((status) => draft.statuses.includes(status)),
  };
  return {
    name: draft.name,
    type: draft.type,
    config,
    wants,
    default: draft.isDefault,
    enabled: draft.isEnabled,
    ...(before?.version && { version: before.version }),
  };
}
