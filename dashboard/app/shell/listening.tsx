import { answeredAt, trouble } from '../fleet/fleet.ts';
import { system } from '../system/system.ts';
import { now } from '../time/now.ts';
import { lasting, moment } from '../time/words.ts';

/** Longer without an answer than a few looks take: what is shown may not be so any more. */
const STALE_MS = 15_000;

interface Word {
  readonly isWell: boolean;
  readonly text: string;
  /** What is left out where there is no room. */
  readonly more?: string;
}

/** Proof that somebody listens, or the truth that nobody does. */
function listening(): Word {
  const at = now.value;
  const heard = answeredAt.value;
  const problem = trouble.value;
  if (problem && problem.status !== 401) {
    const as = heard === undefined ? '' : `; shown is how it was at ${moment(heard, at)}`;
    return { isWell: false, text: `${problem.message}${as}. Trying again.` };
  }
  if (heard === undefined) return { isWell: true, text: 'Asking…' };
  if (at - heard > STALE_MS && !document.hidden)
    return { isWell: false, text: `Not heard the server for ${lasting(at - heard)}` };
  const swept = system.value?.sweep.at;
  const more = swept ? `. Last swept ${lasting(at - Date.parse(swept))} ago` : '';
  return { isWell: true, text: 'Listening', more };
}

export function Listening() {
  const { isWell, text, more } = listening();
  return (
    <div class={`listening ${isWell ? 'well' : 'unwell'}`}>
      <span class="pulse" aria-hidden="true" />
      <span role={isWell ? undefined : 'alert'}>
        {text}
        {more && <span class="wordy">{more}</span>}
      </span>
    </div>
  );
}
