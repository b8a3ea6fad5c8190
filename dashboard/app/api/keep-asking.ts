import { effect, untracked } from '@preact/signals';
import { logins, RequestError } from './request.ts';
import { waitAfter } from './wait-after.ts';

/** What failed is not tried more often than this while nobody looks. */
const HIDDEN_AGAIN_MS = 60_000;

/** A question that is asked for as long as somebody looks. */
export interface Question {
  /** Answered when this resolves; where it rejects, it is asked again later and later. `'enough'`: never again. */
  readonly ask: () => Promise<unknown>;
  /** From an answer to the next question while the page is seen, ms. */
  readonly everyMs: () => number;
  /** While it is not. */
  readonly hiddenMs: number;
}

export interface Asking {
  /** At once, or as soon as the question that is under way was answered. */
  readonly again: () => void;
  readonly stop: () => void;
}

/** Asks one question again and again, one at a time; at once when the page is seen again, and after a login. */
export function keepAsking({ ask, everyMs, hiddenMs }: Question): Asking {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let isUnderWay = false;
  let isWantedAgain = false;
  let failures = 0;
  let restUntil = Number.NEGATIVE_INFINITY;

  const wait = (ms: number): void => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void now(), ms);
  };
  const answered = (): void => {
    failures = 0;
    restUntil = Number.NEGATIVE_INFINITY;
    wait(document.hidden ? hiddenMs : everyMs());
  };
  const failed = (error: unknown): void => {
    const ms = waitAfter(++failures, error instanceof RequestError ? error.waitMs : 0, Math.random());
    restUntil = performance.now() + ms;
    wait(document.hidden ? Math.max(HIDDEN_AGAIN_MS, ms) : ms);
    if (!(error instanceof RequestError)) throw error;
  };
  const now = async (): Promise<void> => {
    isUnderWay = true;
    isWantedAgain = false;
    clearTimeout(timer);
    try {
      if ((await ask()) === 'enough') stop();
      else answered();
    } catch (error) {
      failed(error);
    } finally {
      isUnderWay = false;
    }
    if (isWantedAgain && !isOver) void now();
  };
  const again = (): void => {
    if (isUnderWay) isWantedAgain = true;
    else if (!isOver) void now();
  };
  const onVisible = (): void => {
    // A server that is away is not asked more often because somebody turns pages.
    if (!document.hidden && !isUnderWay && performance.now() >= restUntil) again();
  };
  const begun = logins.peek();
  const forget = effect(() => {
    if (logins.value > begun) untracked(again);
  });
  const stop = (): void => {
    isOver = true;
    clearTimeout(timer);
    forget();
    document.removeEventListener('visibilitychange', onVisible);
  };
  document.addEventListener('visibilitychange', onVisible);
  void now();
  return { again, stop };
}
