import type { RequestError } from '../api/request.ts';
import { cronWords } from '../detail/cron-words.ts';
import { Occurrences } from '../detail/occurrences.tsx';
import { type Draft, PRESETS, presetWords, withPreset } from './draft.ts';
import { Field } from './field.tsx';
import { problemsOf } from './problem-of.ts';

interface DraftFormProps {
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly problem: RequestError | undefined;
  readonly onChange: (draft: Draft) => void;
  readonly onSave: (draft: Draft) => void;
}

const ID = { service: 'Service id', scheduler: 'Scheduler id', application: '' } as const;

/** The form; what is wrong stands below its field. */
export function DraftForm({ draft, isNew, problem, onChange, onSave }: DraftFormProps) {
  const problems = problem ? problemsOf(problem) : {};
  const change = (part: Partial<Draft>): void => onChange({ ...draft, ...part });
  const { kind } = draft;
  const isCron = draft.timing === 'cron';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draft);
      }}
    >
      {kind !== 'application' && (
        <Field
          label={ID[kind]}
          hint="as its heartbeats name it"
          value={draft.id}
          onChange={(id) => change({ id })}
          problem={problems.id}
          required
          disabled={!isNew}
        />
      )}
      <Field
        label={kind === 'scheduler' ? 'Job name' : 'Name'}
        value={draft.name}
        onChange={(name) => change({ name })}
        problem={problems.name}
        required={kind === 'application'}
      />
      {draft.timing !== 'none' && (
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
      <label>
        It is expected
        <select
          value={draft.timing}
          onChange={(event) => change({ timing: event.currentTarget.value as Draft['timing'] })}
        >
          <option value="interval">at an interval</option>
          <option value="cron">by a cron schedule</option>
          {kind === 'scheduler' && <option value="none">never: only failures and stuck runs count</option>}
        </select>
      </label>
      {draft.timing === 'interval' && (
        <Field
          label="Interval"
          hint="seconds"
          type="number"
          value={draft.interval}
          onChange={(interval) => change({ interval })}
          problem={problems.interval}
          required
        />
      )}
      {isCron && (
        <>
          <Field
            label="Cron expression"
            hint="five fields: minute, hour, day, month, weekday"
            value={draft.expression}
            onChange={(expression) => change({ expression })}
            problem={problems.expression}
            required
          />
          <Field
            label="Time zone"
            hint="IANA, such as Europe/Paris"
            value={draft.timezone}
            onChange={(timezone) => change({ timezone })}
            problem={problems.timezone}
          />
          <div class="panel preview" aria-live="polite">
            <p>{cronWords(draft.expression)}</p>
            <Occurrences expression={draft.expression} timezone={draft.timezone} />
          </div>
        </>
      )}
      {draft.timing !== 'none' && (
        <Field
          label="Grace"
          hint="seconds it may be late before it is down"
          type="number"
          value={draft.grace}
          onChange={(grace) => change({ grace })}
          problem={problems.grace}
        />
      )}
      {kind === 'scheduler' && (
        <Field
          label="Longest run"
          hint="seconds"
          type="number"
          value={draft.maxRuntime}
          onChange={(maxRuntime) => change({ maxRuntime })}
          problem={problems.maxRuntime}
        />
      )}
      {kind !== 'application' && (
        <>
          <Field
            label="Failures in a row before it is down"
            type="number"
            value={draft.failures}
            onChange={(failures) => change({ failures })}
            problem={problems.failures}
          />
          <Field
            label="Owner's e-mail"
            type="email"
            value={draft.owner}
            onChange={(owner) => change({ owner })}
            problem={problems.owner}
          />
        </>
      )}
      <Field
        label="Tags"
        hint="separated by commas"
        value={draft.tags}
        onChange={(tags) => change({ tags })}
        problem={problems.tags}
      />
      {kind !== 'scheduler' && (
        <Field
          label="Description"
          value={draft.description}
          onChange={(description) => change({ description })}
          problem={problems.description}
        />
      )}
      {kind === 'service' && isNew && (
        <label>
          <input
            type="checkbox"
            checked={draft.requireKey}
            onChange={(event) => change({ requireKey: event.currentTarget.checked })}
          />
          Its heartbeats must bear a key of its own
        </label>
      )}
      <p class="problem" role="alert">
        {problem?.message}
      </p>
      <div class="actions">
        <button type="submit" class="primary">
          {isNew ? 'Watch it' : 'Save'}
        </button>
      </div>
    </form>
  );
}
