import type { SecretBox } from '../ports/secret-box.ts';

type Texts = Readonly<Record<string, string>>;

/** A secret opens only as what it was sealed for. */
const contextOf = (channel: string, field: string): string => `channel ${channel} ${field}`;

/**
 * The secrets of a channel as they are stored: JSON with each field sealed for itself, so that one can be changed by
 * whoever cannot open the others. `kept`: fields of `before` that stay as they are. Undefined where it has none.
 */
export async function sealSecrets(
  box: Pick<SecretBox, 'seal'>,
  channel: string,
  secrets: Texts,
  before: { readonly sealed?: string | undefined; readonly kept: readonly string[] },
): Promise<string | undefined> {
  const stored: Texts = before.sealed === undefined ? {} : JSON.parse(before.sealed);
  const entries = await Promise.all([
    ...before.kept.map((field) => [field, stored[field]] as const),
    ...Object.entries(secrets).map(
      async ([field, secret]) => [field, await box.seal(secret, contextOf(channel, field))] as const,
    ),
  ]);
  return entries.length === 0 ? undefined : JSON.stringify(Object.fromEntries(entries));
}

/** The secrets of a channel by field. Rejects where one does not open. */
export async function openSecrets(
  box: Pick<SecretBox, 'open'>,
  channel: string,
  sealed: string | undefined,
): Promise<Texts> {
  const stored: Texts = sealed === undefined ? {} : JSON.parse(sealed);
  const open = async ([field, text]: [string, string]) =>
    [field, await box.open(text, contextOf(channel, field))] as const;
  return Object.fromEntries(await Promise.all(Object.entries(stored).map(open)));
}
