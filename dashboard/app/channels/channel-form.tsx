import { WANTED_STATUSES } from '../../../core/alerts/wants.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import type { RequestError } from '../api/request.ts';
import type { Channel } from '../api/shapes.ts';
import { Field } from '../manage/field.tsx';
import { WORD } from '../status/status-words.ts';
import type { ChannelDraft } from './channel-draft.ts';
import { CHANNEL_FIELDS, type ChannelField } from './channel-fields.ts';

interface ChannelFormProps {
  readonly draft: ChannelDraft;
  /** What is changed; undefined: a new one. */
  readonly before: Channel | undefined;
  readonly problem: RequestError | undefined;
  readonly onChange: (draft: ChannelDraft) => void;
  readonly onSave: () => void;
}

/** Where a channel leads and what it wants to hear; what is wrong stands below its field. */
export function ChannelForm({ draft, before, problem, onChange, onSave }: ChannelFormProps) {
  const change = (part: Partial<ChannelDraft>): void => onChange({ ...draft, ...part });
  const issueOf = (path: string): string | undefined =>
    Object.entries(problem?.issues ?? {}).find(([at]) => at === path || at.startsWith(`${path}.`))?.[1];
  const toggled = <T extends string>(list: readonly T[], one: T): readonly T[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <Field
        label="Name"
        value={draft.name}
        onChange={(name) => change({ name })}
        problem={issueOf('name')}
        required
      />
      {CHANNEL_FIELDS[draft.type].map((field) => (
        <ConfigField
          key={field.name}
          field={field}
          draft={draft}
          isSet={before?.secrets.includes(field.name) ?? false}
          problem={issueOf(`config.${field.name}`)}
          onChange={onChange}
        />
      ))}
      <h2>What it wants to hear</h2>
      <p class="soft">
        Without kinds, tags and monitors it hears every monitor that names no channel. All that is given must
        fit.
      </p>
      <fieldset class="ticks">
        <legend>Kinds</legend>
        {KINDS.map((kind) => (
          <Tick
            key={kind}
            label={kind}
            checked={draft.kinds.includes(kind)}
            onChange={() => change({ kinds: toggled(draft.kinds, kind) })}
          />
        ))}
      </fieldset>
      <Field
        label="Tags"
        hint="at least one of them, separated by commas"
        value={draft.tags}
        onChange={(tags) => change({ tags })}
        problem={issueOf('wants.tags')}
      />
      <Field
        label="Monitors"
        hint="ids such as service/shop, separated by commas"
        value={draft.ids}
        onChange={(ids) => change({ ids })}
        problem={issueOf('wants.ids')}
      />
      <fieldset class="ticks">
        <legend>Changes into, and their end · with none: down and degraded</legend>
        {WANTED_STATUSES.map((status) => (
          <Tick
            key={status}
            label={WORD[status]}
            checked={draft.statuses.includes(status)}
            onChange={() => change({ statuses: toggled(draft.statuses, status) })}
          />
        ))}
      </fieldset>
      <Tick
        label="Default: without kinds, tags and monitors, it hears only what no other channel claims"
        checked={draft.isDefault}
        onChange={() => change({ isDefault: !draft.isDefault })}
      />
      <Tick
        label="Switched on"
        checked={draft.isEnabled}
        onChange={() => change({ isEnabled: !draft.isEnabled })}
      />
      <p class="problem" role="alert">
        {problem?.message}
      </p>
      <div class="actions">
        <button type="submit" class="primary">
          {before ? 'Save' : 'Add it'}
        </button>
        <a class="button" href="#/channels">
          Cancel
        </a>
      </div>
    </form>
  );
}

interface ConfigFieldProps {
  readonly field: ChannelField;
  readonly draft: ChannelDraft;
  /** Whether the server has it, though it never shows it. */
  readonly isSet: boolean;
  readonly problem: string | undefined;
  readonly onChange: (draft: ChannelDraft) => void;
}

function ConfigField({ field, draft, isSet, problem, onChange }: ConfigFieldProps) {
  const { name, label, hint, isSecret = false, isRequired = false, type } = field;
  const isDropped = draft.dropped.includes(name);
  const hints = [hint, isSet ? 'set; left empty, it is kept' : isRequired ? '' : 'may be left out'];
  return (
    <>
      <Field
        label={label}
        hint={hints.filter(Boolean).join('; ')}
        type={isSecret ? 'password' : type === 'json' ? 'lines' : (type ?? 'text')}
        value={draft.fields[name] ?? ''}
        onChange={(text) => onChange({ ...draft, fields: { ...draft.fields, [name]: text } })}
        problem={problem}
        required={isRequired && !isSet}
        disabled={isDropped}
      />
      {isSet && !isRequired && (
        <Tick
          label={`Take away: ${label}`}
          checked={isDropped}
          onChange={() =>
            onChange({
              ...draft,
              fields: { ...draft.fields, [name]: '' },
              dropped: isDropped ? draft.dropped.filter((one) => one !== name) : [...draft.dropped, name],
            })
          }
        />
      )}
    </>
  );
}

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: () => void;
}

const Tick = ({ label, checked, onChange }: TickProps) => (
  <label>
    <input type="checkbox" checked={checked} onChange={onChange} />
    {label}
  </label>
);
