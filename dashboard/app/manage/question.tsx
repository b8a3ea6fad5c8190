import type { ComponentChildren } from 'preact';
import { Modal } from '../shell/modal.tsx';

interface QuestionProps {
  readonly title: string;
  /** On the button that does it, and on the one that leaves all as it is. */
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly children: ComponentChildren;
}

/** Asked before something is lost. */
export const Question = ({ title, yes, no, onYes, onNo, children }: QuestionProps) => (
  <Modal title={title} onClose={onNo}>
    <p>{children}</p>
    <div class="actions">
      <button type="button" class="danger" onClick={onYes}>
        {yes}
      </button>
      <button type="button" onClick={onNo}>
        {no}
      </button>
    </div>
  </Modal>
);
