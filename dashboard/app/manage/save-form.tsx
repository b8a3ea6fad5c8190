import type { ComponentChildren } from 'preact';
import type { RequestError } from '../api/request.ts';
import { LeaveQuestion } from './leave-question.tsx';

interface SaveFormProps {
  /** On the button that saves. */
  readonly word: string;
  readonly problem: RequestError | undefined;
  readonly isUnsaved: boolean;
  readonly onSave: () => void;
  /** Where one gets without saving. */
  readonly back: string;
  readonly children: ComponentChildren;
}

/** A form that is saved or left; what is wrong with all of it stands above its buttons. */
export function SaveForm({ word, problem, isUnsaved, onSave, back, children }: SaveFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      <p class="problem" role="alert">
        {problem?.message}
      </p>
      <div class="actions">
        <button type="submit" class="primary">
          {word}
        </button>
        <a class="button" href={back}>
          Cancel
        </a>
      </div>
      <LeaveQuestion isUnsaved={isUnsaved} />
    </form>
  );
}
