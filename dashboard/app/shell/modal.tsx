import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Whether there is nothing to see without an answer: then Escape does not close it. */
  readonly isHeld?: boolean;
  readonly children: ComponentChildren;
}

/** A question in front of the page; the browser keeps the focus in it, and Escape closes it. */
export function Modal({ title, onClose, isHeld = false, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isGone = useRef(false);
  useEffect(() => {
    const opened = dialog.current;
    isGone.current = false;
    if (opened && !opened.open) opened.showModal();
    return () => {
      isGone.current = true;
      opened?.close();
    };
  }, []);
  // Whoever presses it twice closes even a dialog that refused to be cancelled.
  const closed = (): void => {
    if (isGone.current) return;
    if (isHeld) dialog.current?.showModal();
    else onClose();
  };
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onCancel={(event) => isHeld && event.preventDefault()}
      onClose={closed}
    >
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}
