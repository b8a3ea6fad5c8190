import { useLayoutEffect, useState } from 'preact/hooks';
import { goTo, holdReader } from '../address.ts';
import { Question } from './question.tsx';

/** Keeps the reader on a page with changes that are not saved, until they say that these may be lost. */
export function LeaveQuestion({ isUnsaved }: { readonly isUnsaved: boolean }) {
  const [wanted, want] = useState<string>();
  useLayoutEffect(() => {
    if (!isUnsaved) return;
    const letGo = holdReader(want);
    // Of a window that is closed or loaded anew, the browser asks in its own words.
    const onUnload = (event: Event): void => event.preventDefault();
    addEventListener('beforeunload', onUnload);
    return () => {
      letGo();
      removeEventListener('beforeunload', onUnload);
    };
  }, [isUnsaved]);
  if (wanted === undefined) return null;
  return (
    <Question
      title="Leave without saving?"
      yes="Leave"
      no="Stay"
      onYes={() => goTo(wanted)}
      onNo={() => want(undefined)}
    >
      What was changed here is not saved yet.
    </Question>
  );
}
