/** What the operator chose to show everybody. */
export interface StatusPageChoice {
  /** Monitors with one of these tags are shown, in groups of this order. */
  readonly tags: readonly string[];
  readonly title: string;
}

const USUAL_TITLE = 'Status';

/** Undefined where nothing was chosen. `tags`: separated by commas. */
export function statusPageChoice(
  tags: string | undefined,
  title: string | undefined,
): StatusPageChoice | undefined {
  const named = (tags ?? '').split(',').map((tag) => tag.trim());
  const distinct = [...new Set(named.filter((tag) => tag !== ''))];
  return distinct.length === 0 ? undefined : { tags: distinct, title: title?.trim() || USUAL_TITLE };
}
