import { signal } from '@preact/signals';

interface Notice {
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}

const notice = signal<Notice | undefined>(undefined);
const SHOWN_MS = 10_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says in one line what was done, and how to take it back. */
export function tell(text: string, undo?: () => void): void {
  clearTimeout(timer);
  notice.value = { text, undo };
  timer = setTimeout(hush, SHOWN_MS);
}

function hush(): void {
  notice.value = undefined;
}

export function Notices() {
  const shown = notice.value;
  return (
    <div class="notices" role="status">
      {shown && (
        <div class="notice">
          <bdi>{shown.text}</bdi>
          {shown.undo && (
            <button
              type="button"
              onClick={() => {
                shown.undo?.();
                hush();
              }}
            >
              Undo
            </button>
          )}
          <button type="button" aria-label="Close" onClick={hush}>
            ×
          </button>
        </div>
      )}
    </div>
  );
}
