import { useEffect, useState } from 'preact/hooks';
import { goTo, holdReader } from '../address.ts';
import { Modal } from '../shell/modal.tsx';

/** Keeps the reader on a page with changes that are not saved, until they say that these may be lost. */
export function LeaveQuestion({ isUnsaved }: { readonly isUnsaved: boolean }) {
  const [wanted, want] = useState<string>();
  useEffect(() => {
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
  const stay = (): void => want(undefined);
  return (
    <Modal title="Leave without saving?" onClose={stay}>
      <p>What was changed here is not saved yet.</p>
      <div class="actions">
        <button type="button" class="danger" onClick={() => goTo(wanted)}>
          Leave
        </button>
        <button type="button" onClick={stay}>
          Stay
        </button>
      </div>
    </Modal>
  );
}
