import { answeredAt, isHeard, trouble } from '../fleet/fleet.ts';
import { system } from '../system/system.ts';
import { now } from '../time/now.ts';
import { lasting, moment } from '../time/words.ts';

interface Word {
  readonly isWell: boolean;
  readonly text: string;
  /** What counts on, and is left out where there is no room: it is not said again each second. */
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
  if (!problem && !isHeard.value)
    return { isWell: false, text: 'Not heard the server', more: ` for ${lasting(at - heard)}` };
  if (problem) return { isWell: false, text: 'Nothing is shown anew before somebody logs in' };
  const swept = system.value?.sweep.at;
  return {
    isWell: true,
    text: 'Listening',
    ...(swept && { more: `. Last swept ${lasting(at - Date.parse(swept))} ago` }),
  };
}

export function Listening() {
  const { isWell, text, more } = listening();
  return (
    <div class={`listening ${isWell ? 'well' : 'unwell'}`}>
      <span class="pulse" aria-hidden="true" />
      <span>
        <span role={isWell ? undefined : 'alert'}>{text}</span>
        {more && <span class="wordy">{more}</span>}
      </span>
    </div>
  );
}
