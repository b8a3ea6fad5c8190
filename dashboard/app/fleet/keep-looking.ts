import { effect, untracked } from '@preact/signals';
import { address } from '../address.ts';
import { keepAsking } from '../api/keep-asking.ts';
import { logins } from '../api/request.ts';
import { mustLogIn } from '../api/session.ts';
import { pageAtRest } from '../shell/scrolling.ts';
import { look, lookAfresh, trouble } from './fleet.ts';

const LIST_MS = 3_000;
/** Elsewhere only the tab's title tells of the fleet. */
const ELSEWHERE_MS = 10_000;
const HIDDEN_MS = 60_000;

/** Looks at the fleet for as long as the page is open: every few seconds where the list is seen, rarely while nothing is. */
export function keepLooking(): void {
  const isList = (): boolean => address.peek().path.length === 0;
  const { again } = keepAsking({
    ask: async () => {
      await pageAtRest();
      // Nobody is shown anything before the login.
      if (mustLogIn.peek()) return;
      await look();
      if (trouble.peek()) throw trouble.peek();
    },
    everyMs: () => (isList() ? LIST_MS : ELSEWHERE_MS),
    hiddenMs: HIDDEN_MS,
  });
  let wasElsewhere = !isList();
  effect(() => {
    const isElsewhere = address.value.path.length > 0;
    if (wasElsewhere && !isElsewhere) untracked(again);
    wasElsewhere = isElsewhere;
  });
  const begun = logins.peek();
  effect(() => {
    if (logins.value > begun) void untracked(lookAfresh);
  });
}
