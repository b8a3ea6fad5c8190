import { type ChannelType, SECRET_FIELDS } from '../../../core/alerts/channel-target.ts';
import type { TargetChange } from '../../../core/paths/manage-channels.ts';
import type { ChannelRow } from '../../../core/ports/channel-store.ts';
import { templateProblems } from '../../events/webhook-template.ts';
import { type Issue, misfit } from '../../http/http-error.ts';
import { camelOf, snakeOf } from '../field-names.ts';
import { leadsTo } from './leads-to.ts';

type Config = Readonly<Record<string, unknown>>;
type Kept = Pick<ChannelRow, 'shown' | 'sealedFields' | 'leadsTo'>;

export interface Rules {
  /** True: receivers may stand in the operator's own network, without TLS. */
  readonly allowPrivateTargets: boolean;
}

const MOST_SECRET_BYTES = 4_096;
const NOTHING: Kept = { shown: {}, sealedFields: [], leadsTo: '' };

/** Fields that mean nothing, or the wrong thing, without others. */
const BESIDE: { readonly [Type in ChannelType]?: readonly (readonly [field: string, needs: string])[] } = {
  email: [
    ['smtp_port', 'smtp_server'],
    ['username', 'smtp_server'],
    ['username', 'password'],
    ['password', 'smtp_server'],
    ['password', 'username'],
  ],
  sms: [
    ['account_sid', 'auth_token'],
    ['account_sid', 'from_number'],
    ['auth_token', 'account_sid'],
  ],
};

/** Secrets that are sent to whoever these fields name: a new receiver must not be sent the old one's. */
const SENT_TO: {
  readonly [Type in ChannelType]?: { readonly places: readonly string[]; readonly secret: string };
} = {
  email: { places: ['smtp_server', 'smtp_port'], secret: 'password' },
  ntfy: { places: ['url'], secret: 'token' },
};

/**
 * What a config that fits its schema makes of a channel's target. Of a channel that is there, what is left out is kept,
 * and `null` takes a field away.
 * @throws HttpError 400 where the fields do not fit together
 */
export function toTarget(type: ChannelType, given: Config, rules: Rules, kept: Kept = NOTHING): TargetChange {
  const set = Object.entries(given).filter(([, value]) => value != null);
  const cleared = new Set(Object.keys(given).filter((name) => given[name] === null));
  const stays = (field: string): boolean =>
    !Object.hasOwn(given, snakeOf(field)) || given[snakeOf(field)] === undefined;
  const keptShown = Object.entries(kept.shown).filter(([field]) => stays(field));
  const keptSecrets = kept.sealedFields.filter(stays);
  const present = new Set([
    ...set.map(([name]) => name),
    ...keptShown.map(([field]) => snakeOf(field)),
    ...keptSecrets.map(snakeOf),
  ]);
  const issues = [
    ...valueIssues(given, rules),
    ...besideIssues(type, present),
    ...anewIssues(type, { given, cleared, kept, keptSecrets }),
  ];
  if (issues.length > 0) throw misfit(issues);
  const isSecret = (name: string): boolean => SECRET_FIELDS[type].some((field) => field === camelOf(name));
  const inCore = ([name, value]: [string, unknown]) => [camelOf(name), value] as const;
  const shown = {
    ...Object.fromEntries(keptShown),
    ...Object.fromEntries(set.filter(([name]) => !isSecret(name)).map(inCore)),
  };
  const secrets = Object.fromEntries(
    set.filter(([name]) => isSecret(name)).map(([name, value]) => [camelOf(name), String(value)]),
  );
  return { shown, secrets, keptSecrets, leadsTo: leadsTo(type, { ...shown, ...secrets }) ?? kept.leadsTo };
}

const issueAt = (field: string, message: string): Issue => ({ path: `config.${field}`, message });

function valueIssues(given: Config, { allowPrivateTargets }: Rules): Issue[] {
  const isPlain = (name: string): boolean => /^http:/i.test(String(given[name] ?? ''));
  const plain = allowPrivateTargets ? [] : ['webhook_url', 'url'].filter(isPlain);
  const template = given.template == null ? [] : templateProblems(given.template);
  return [
    ...plain.map((name) => issueAt(name, 'must be an https URL')),
    ...template.map((problem) => issueAt('template', `does not work: ${problem}`)),
    ...(secretBytes(given) > MOST_SECRET_BYTES
      ? [{ path: 'config', message: 'has more than 4 KiB of secrets' }]
      : []),
  ];
}

const SECRET_NAMES = new Set(Object.values(SECRET_FIELDS).flat().map(snakeOf));

const secretBytes = (given: Config): number =>
  Object.entries(given)
    .filter(([name, value]) => SECRET_NAMES.has(name) && typeof value === 'string')
    .reduce((bytes, [, value]) => bytes + Buffer.byteLength(value as string), 0);

const besideIssues = (type: ChannelType, present: ReadonlySet<string>): Issue[] => {
  const missing = new Map(
    (BESIDE[type] ?? [])
      .filter(([field, needs]) => present.has(field) && !present.has(needs))
      .map(([field, needs]) => [needs, field] as const),
  );
  return [...missing].map(([needs, field]) => issueAt(needs, `is required beside ${field}`));
};

interface Change {
  readonly given: Config;
  readonly cleared: ReadonlySet<string>;
  readonly kept: Kept;
  readonly keptSecrets: readonly string[];
}

function anewIssues(type: ChannelType, { given, cleared, kept, keptSecrets }: Change): Issue[] {
  const { places, secret } = SENT_TO[type] ?? {};
  if (!places || secret === undefined || !keptSecrets.includes(camelOf(secret))) return [];
  // A place that is itself a secret cannot be compared: it counts as new.
  const moved = places.find((place) =>
    cleared.has(place)
      ? Object.hasOwn(kept.shown, camelOf(place))
      : given[place] !== undefined && given[place] !== kept.shown[camelOf(place)],
  );
  return moved === undefined
    ? []
    : [issueAt(secret, `must be given anew, since ${moved} changes where it is sent`)];
}
