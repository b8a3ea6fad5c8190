import { WANTED_STATUSES } from '../../../core/alerts/wants.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import { linkTo } from '../address.ts';
import type { RequestError } from '../api/request.ts';
import type { Channel } from '../api/shapes.ts';
import { Field } from '../manage/field.tsx';
import { SaveForm } from '../manage/save-form.tsx';
import { Tick, Ticks } from '../manage/tick.tsx';
import { WORD } from '../status/status-words.ts';
import type { ChannelDraft } from './channel-draft.ts';
import { CHANNEL_FIELDS, type ChannelField } from './channel-fields.ts';

interface ChannelFormProps {
  readonly draft: ChannelDraft;
  /** What is changed; undefined: a new one. */
  readonly before: Channel | undefined;
  readonly isUnsaved: boolean;
  readonly problem: RequestError | undefined;
  readonly onChange: (draft: ChannelDraft) => void;
  readonly onSave: () => void;
}

/** Where a channel leads and what it wants to hear; what is wrong stands below its field. */
export function ChannelForm({ draft, before, isUnsaved, problem, onChange, onSave }: ChannelFormProps) {
  const change = (part: Partial<ChannelDraft>): void => onChange({ ...draft, ...part });
  const issueOf = (path: string): string | undefined =>
    Object.entries(problem?.issues ?? {}).find(([at]) => at === path || at.startsWith(`${path}.`))?.[1];
  return (
    <SaveForm
      word={before ? 'Save' : 'Add it'}
      problem={problem}
      isUnsaved={isUnsaved}
      onSave={onSave}
      back={linkTo('channels')}
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
      <Ticks
        legend="Kinds"
        options={KINDS.map((kind) => [kind, kind])}
        chosen={draft.kinds}
        onChange={(kinds) => change({ kinds })}
      />
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
      <Ticks
        legend="Changes into, and their end · with none: down and degraded"
        options={WANTED_STATUSES.map((status) => [status, WORD[status]])}
        chosen={draft.statuses}
        onChange={(statuses) => change({ statuses })}
      />
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
    </SaveForm>
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
