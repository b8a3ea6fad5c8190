import type { Kind } from '../../../core/monitor/ref.ts';
import type { RequestError } from '../api/request.ts';
import { ChannelTicks } from './channel-ticks.tsx';
import { type Draft, PRESETS, presetWords, withPreset } from './draft.ts';
import { Field } from './field.tsx';
import { problemsOf } from './problem-of.ts';
import { SaveForm } from './save-form.tsx';
import { Tick } from './tick.tsx';
import { TimingPreview } from './timing-preview.tsx';

interface DraftFormProps {
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly isUnsaved: boolean;
  readonly problem: RequestError | undefined;
  readonly onChange: (draft: Draft) => void;
  readonly onSave: (draft: Draft) => void;
  readonly back: string;
}

type TextField = Exclude<
  { [Name in keyof Draft]: Draft[Name] extends string ? Name : never }[keyof Draft],
  'kind' | 'timing'
>;

/** Where people choose the id. */
const ID: Readonly<Record<Kind, string | undefined>> = {
  service: 'Service id',
  scheduler: 'Scheduler id',
  daemon: 'Daemon id',
  application: undefined,
};

/** The form; what is wrong stands below its field. */
export function DraftForm({ draft, isNew, isUnsaved, problem, onChange, onSave, back }: DraftFormProps) {
  const { kind, timing } = draft;
  const problems = problem ? problemsOf(problem) : {};
  const change = (part: Partial<Draft>): void => onChange({ ...draft, ...part });
  const of = (name: TextField) => ({
    value: draft[name],
    problem: problems[name],
    onChange: (text: string) => change({ [name]: text }),
  });
  return (
    <SaveForm
      word={isNew ? 'Watch it' : 'Save'}
      problem={problem}
      isUnsaved={isUnsaved}
      onSave={() => onSave(draft)}
      back={back}
    >
      {ID[kind] && (
        <Field label={ID[kind]} hint="as its heartbeats name it" {...of('id')} required disabled={!isNew} />
      )}
      <Field
        label={kind === 'scheduler' ? 'Job name' : 'Name'}
        {...of('name')}
        required={kind === 'application'}
      />
      {timing !== 'none' && (
        <fieldset class="presets">
          <legend>How urgent is it?</legend>
          {PRESETS.map((preset) => (
            <button key={preset.name} type="button" onClick={() => onChange(withPreset(draft, preset))}>
              {preset.name}
              <span class="soft"> {presetWords(preset, draft)}</span>
            </button>
          ))}
        </fieldset>
      )}
      {kind !== 'daemon' && (
        <label>
          It is expected
          <select
            value={timing}
            onChange={(event) => change({ timing: event.currentTarget.value as Draft['timing'] })}
          >
            <option value="interval">at an interval</option>
            <option value="cron">by a cron schedule</option>
            {kind === 'scheduler' && <option value="none">never: only failures and stuck runs count</option>}
          </select>
        </label>
      )}
      {timing === 'interval' && (
        <Field label="Interval" hint="seconds" type="number" {...of('interval')} required />
      )}
      {timing === 'cron' && (
        <>
          <Field
            label="Cron expression"
            hint="five fields: minute, hour, day, month, weekday"
            {...of('expression')}
            required
          />
          <Field label="Time zone" hint="IANA, such as Europe/Paris" {...of('timezone')} />
        </>
      )}
      {timing !== 'none' && (
        <Field label="Grace" hint="seconds it may be late before it is down" type="number" {...of('grace')} />
      )}
      <TimingPreview draft={draft} />
      {kind === 'scheduler' && (
        <Field label="Longest run" hint="seconds" type="number" {...of('maxRuntime')} />
      )}
      {kind === 'daemon' && (
        <Field
          label="Forgotten after"
          hint="seconds of silence, once it is down"
          type="number"
          {...of('retention')}
        />
      )}
      {kind !== 'application' && (
        <>
          <Field label="Failures in a row before it is down" type="number" {...of('failures')} />
          <Field label="Owner's e-mail" type="email" {...of('owner')} />
        </>
      )}
      <Field label="Tags" hint="separated by commas" {...of('tags')} />
      <ChannelTicks
        chosen={draft.channels}
        onChange={(channels) => change({ channels })}
        problem={problems.channels}
      />
      {kind !== 'scheduler' && <Field label="Description" {...of('description')} />}
      {kind === 'service' && isNew && (
        <Tick
          label="Its heartbeats must bear a key of its own"
          checked={draft.requireKey}
          onChange={() => change({ requireKey: !draft.requireKey })}
        />
      )}
    </SaveForm>
  );
}
