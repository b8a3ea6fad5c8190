import type { ComponentChildren } from 'preact';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
  readonly hint?: string;
  readonly type?: 'text' | 'number' | 'email' | 'password' | 'lines';
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly children?: ComponentChildren;
}

/** A labelled input with what is wrong with it below. */
export function Field({ label, value, onChange, problem, hint, type = 'text', ...rest }: FieldProps) {
  const id = `problem-${label.replaceAll(/\W+/g, '-')}`;
  const shared = {
    value,
    required: rest.required ?? false,
    disabled: rest.disabled ?? false,
    'aria-invalid': problem !== undefined,
    ...(problem !== undefined && { 'aria-describedby': id }),
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange(event.currentTarget.value),
  };
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the input or the lines are its control
    <label>
      {label}
      {hint && <span class="soft"> · {hint}</span>}
      {type === 'lines' ? (
        <textarea rows={6} spellcheck={false} {...shared} />
      ) : (
        <input
          type={type as 'text'}
          {...(type === 'number' && { min: 0, step: 1, inputMode: 'numeric' as const })}
          {...(type === 'password' && { autocomplete: 'new-password' as const })}
          {...shared}
        />
      )}
      {problem && (
        <span id={id} class="problem">
          {problem}
        </span>
      )}
    </label>
  );
}
