import type { ComponentChildren } from 'preact';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
  readonly hint?: string;
  readonly type?: 'text' | 'number' | 'email';
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly children?: ComponentChildren;
}

/** A labelled input with what is wrong with it below. */
export function Field({ label, value, onChange, problem, hint, type = 'text', ...rest }: FieldProps) {
  const id = `problem-${label.replaceAll(/\W+/g, '-')}`;
  return (
    <label>
      {label}
      {hint && <span class="soft"> · {hint}</span>}
      <input
        type={type as 'text'}
        value={value}
        required={rest.required ?? false}
        disabled={rest.disabled ?? false}
        {...(type === 'number' && { min: 0, step: 1, inputMode: 'numeric' as const })}
        aria-invalid={problem !== undefined}
        {...(problem !== undefined && { 'aria-describedby': id })}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {problem && (
        <span id={id} class="problem">
          {problem}
        </span>
      )}
    </label>
  );
}
