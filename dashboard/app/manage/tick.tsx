interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: () => void;
}

export const Tick = ({ label, checked, onChange }: TickProps) => (
  <label>
    <input type="checkbox" checked={checked} onChange={onChange} />
    {label}
  </label>
);

interface TicksProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
}

/** Any number out of several. */
export function Ticks<Value extends string>({ legend, options, chosen, onChange }: TicksProps<Value>) {
  const toggle = (value: Value): void =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    <fieldset class="ticks">
      <legend>{legend}</legend>
      {options.map(([value, label]) => (
        <Tick key={value} label={label} checked={chosen.includes(value)} onChange={() => toggle(value)} />
      ))}
    </fieldset>
  );
}
