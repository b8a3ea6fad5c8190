import { now } from '../time/now.ts';
import { moment } from '../time/words.ts';
import type { SaidLast } from './said-last.ts';

/** Longer words of a monitor are cut until somebody wants them all. */
const SHORT = 280;
const SHORT_LINES = 3;

/** As many characters of words as are shown at first; their length where that is all. */
function shownLength(words: string): number {
  const lines = words.split('\n').slice(0, SHORT_LINES).join('\n');
  return Math.min(lines.length, SHORT);
}

/** What a monitor said itself, as it said it. */
export function Said({ words }: { readonly words: string }) {
  const length = shownLength(words);
  if (length === words.length) return <bdi class="words">{words}</bdi>;
  return (
    <details class="said-more">
      <summary>
        <bdi class="cut">{`${words.slice(0, length).toWellFormed()}…`}</bdi>
        <span class="less">Less</span>
      </summary>
      <bdi class="words">{words}</bdi>
    </details>
  );
}

interface SaidAboveProps {
  readonly said: SaidLast;
  /** Whether it says why the monitor is as it is: then all of it is shown. */
  readonly isWhy: boolean;
}

/** What it said last, above its story, and when: it may be long ago. */
export function SaidAbove({ said: { words, at }, isWhy }: SaidAboveProps) {
  return (
    <>
      <p class="said-when">What it said last{at !== undefined && `, at ${moment(at, now.value)}`}</p>
      <div class="said">{isWhy ? <bdi class="words">{words}</bdi> : <Said words={words} />}</div>
    </>
  );
}
