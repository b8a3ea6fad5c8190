import { useEffect, useState } from 'preact/hooks';
import { linkTo, monitorLink } from '../address.ts';
import { logins, RequestError, read } from '../api/request.ts';
import { canManage, isAdmin } from '../api/session.ts';
import type { MonitorAnswer } from '../api/shapes.ts';
import { lookAfresh } from '../fleet/fleet.ts';
import { publicUrl } from '../public-url.ts';
import { Copyable } from '../shell/copyable.tsx';
import { tell } from '../shell/notices.tsx';
import { type Draft, draftOf, MADE_KINDS, newDraft } from './draft.ts';
import { DraftForm } from './draft-form.tsx';
import { dialectOf } from './monitor-calls.ts';
import { type Saved, saveDraft } from './save-draft.ts';

interface EditPageProps {
  readonly kind: string;
  /** Empty: a new one. */
  readonly id: string;
}

/** Makes a monitor, or changes one. */
export function EditPage({ kind: kindWord, id }: EditPageProps) {
  const kind = MADE_KINDS.find((known) => known === kindWord) ?? 'service';
  const isNew = id === '';
  const [draft, setDraft] = useState<Draft | undefined>(isNew ? newDraft(kind) : undefined);
  const [place, setPlace] = useState<string>();
  const [problem, setProblem] = useState<RequestError>();
  const [saved, setSaved] = useState<Saved>();

  useEffect(() => {
    // What is being typed already is not read again.
    if (draft) return;
    read<MonitorAnswer>(`api/monitors/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`).then(
      (monitor) => {
        setPlace(dialectOf(kind).placeOf(monitor));
        setDraft(draftOf(kind, monitor));
      },
      setProblem,
    );
  }, [kind, id, logins.value]);

  const save = async (wanted: Draft): Promise<void> => {
    try {
      const made = await saveDraft(wanted, place);
      void lookAfresh();
      setProblem(undefined);
      if (made.key || made.address) return setSaved(made);
      tell(isNew ? `${wanted.name || wanted.id} is watched now` : 'Changed');
      location.hash = monitorLink(made);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error);
    }
  };

  if (!canManage.value) return <NotAllowed />;
  if (saved) return <ShownOnce saved={saved} />;
  return (
    <main class="narrow">
      <h1>{isNew ? 'Watch something new' : `Change ${id}`}</h1>
      {isNew && isAdmin.value && (
        <nav class="kinds" aria-label="Kind">
          {MADE_KINDS.map((one) => (
            <a key={one} href={linkTo('new', one)} aria-current={one === draft?.kind ? 'page' : undefined}>
              {one}
            </a>
          ))}
        </nav>
      )}
      {isNew && kind === 'scheduler' && (
        <p class="soft">
          It is registered with the key that you are logged in with: its runs are reported with that key, or
          an admin's. So log in with the key that the job has.
        </p>
      )}
      {draft ? (
        <DraftForm
          key={draft.kind}
          draft={draft}
          isNew={isNew}
          problem={problem}
          onChange={setDraft}
          onSave={(wanted) => void save(wanted)}
        />
      ) : (
        <p class="problem" role="alert">
          {problem?.message}
        </p>
      )}
      {isNew && (
        <p class="soft">
          A daemon needs no form: it registers itself with <code>POST {publicUrl}/api/daemon/register</code>{' '}
          when it starts.
        </p>
      )}
    </main>
  );
}

const NotAllowed = () => (
  <main>
    <h1>Log in to change what is watched</h1>
    <p>An admin key may do it; a writer key for schedulers.</p>
  </main>
);

function ShownOnce({ saved }: { readonly saved: Saved }) {
  return (
    <main class="narrow">
      <h1>It is watched now</h1>
      {saved.key && (
        <>
          <p>This is its key. It is shown only now: whoever loses it gets another one.</p>
          <Copyable text={saved.key} label="Its key" />
        </>
      )}
      {saved.address && (
        <>
          <p>Heartbeats are sent to this address. Whoever knows it can send them.</p>
          <Copyable text={saved.address} label="Its address" />
        </>
      )}
      <p>
        <a class="button" href={monitorLink(saved)}>
          To the monitor
        </a>
      </p>
    </main>
  );
}
