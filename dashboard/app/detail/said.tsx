/** Longer words of a monitor are cut until somebody wants them all. */
const SHORT = 280;

/** What a monitor said itself, as it said it. */
export function Said({ words }: { readonly words: string }) {
  if (words.length <= SHORT) return <bdi class="words">{words}</bdi>;
  return (
    <details class="said-more">
      <summary>
        <bdi>{`${words.slice(0, SHORT)}…`}</bdi>
      </summary>
      <bdi class="words">{words}</bdi>
    </details>
  );
}
