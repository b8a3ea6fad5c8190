import { useState } from 'preact/hooks';

const TOLD_MS = 2_000;

/** A line to copy, with a button that does it. */
export function Copyable({ text, label }: { readonly text: string; readonly label: string }) {
  const [told, tell] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      tell('Copied');
    } catch {
      // Without TLS a browser may refuse: the text can still be selected.
      tell('Select it to copy');
    }
    setTimeout(() => tell(''), TOLD_MS);
  };
  return (
    <div class="copyable">
      <pre>{text}</pre>
      <button type="button" onClick={() => void copy()} aria-label={`Copy: ${label}`}>
        {told || 'Copy'}
      </button>
      <span class="spoken" role="status">
        {told}
      </span>
    </div>
  );
}
