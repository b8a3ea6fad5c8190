import { useEffect, useState } from 'preact/hooks';
import { KINDS, type Kind } from '../../../core/monitor/ref.ts';
import { same } from '../../../core/monitor/same.ts';
import { goTo, linkTo, listAddress, monitorLink } from '../address.ts';
import { logins, RequestError } from '../api/request.ts';
import { canManage, isAdmin } from '../api/session.ts';
import { lookAfresh } from '../fleet/fleet.ts';
import { publicUrl } from '../public-url.ts';
import { Copyable } from '../shell/copyable.tsx';
import { tell } from '../shell/notices.tsx';
import { type Draft, newDraft } from './draft.ts';
import { DraftForm } from './draft-form.tsx';
import { readDraft } from './read-draft.ts';
import { type Saved, saveDraft } from './save-draft.ts';

interface EditPageProps {
  readonly kind: string;
  /** Empty: a new one. */
  readonly id: string;
}

/** Makes a monitor, or changes one. */
export function EditPage({ kind: kindWord, id }: EditPageProps) {
  const kind = KINDS.find((known) => known === kindWord) ?? 'service';
  const isNew = id === '';
  const [before, setBefore] = useState<Draft | undefined>(isNew ? newDraft(kind) : undefined);
  const [draft, setDraft] = useState(before);
  const [place, setPlace] = useState<string>();
  const [problem, setProblem] = useState<RequestError>();
  const [saved, setSaved] = useState<Saved>();

  useEffect(() => {
    // What is being typed already is not read again.
    if (isNew || draft) return;
    readDraft(kind, id).then((present) => {
      setPlace(present.place);
      setBefore(present.draft);
      setDraft(present.draft);
    }, setProblem);
  }, [kind, id, logins.value]);

  const save = async (wanted: Draft): Promise<void> => {
    try {
      const made = await saveDraft(wanted, place);
      void lookAfresh();
      setProblem(undefined);
      if (made.key || made.address) return setSaved(made);
      tell(isNew ? `${wanted.name || wanted.id} is watched now` : 'Changed');
      goTo(monitorLink(made));
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error);
    }
  };

  if (!canManage.value) return <NotAllowed />;
  if (saved) return <ShownOnce saved={saved} />;
  return (
    <main class="narrow">
      <h1>
        {isNew ? (
          'Watch something new'
        ) : (
          <>
            Change <bdi>{before?.name || id}</bdi>
          </>
        )}
      </h1>
      {isNew && isAdmin.value && (
        <nav class="kinds" aria-label="Kind">
          {KINDS.map((one) => (
            <a key={one} href={linkTo('new', one)} aria-current={one === kind ? 'page' : undefined}>
              {one}
            </a>
          ))}
        </nav>
      )}
      {isNew && <KindNote kind={kind} />}
      {draft ? (
        <DraftForm
          draft={draft}
          isNew={isNew}
          isUnsaved={!same(draft, before)}
          problem={problem}
          onChange={setDraft}
          onSave={(wanted) => void save(wanted)}
          back={isNew ? listAddress.value : monitorLink({ kind, id })}
        />
      ) : (
        <p class="problem" role="alert">
          {problem?.message}
        </p>
      )}
    </main>
  );
}

/** Whose key a new one will take heartbeats from, where that is not shown afterwards. */
function KindNote({ kind }: { readonly kind: Kind }) {
  if (kind === 'scheduler') {
    return (
      <p class="soft">
        Its runs are reported with a writer's key: never put an admin's on the machine of a job. Made with an
        admin's key it belongs to the first writer that registers it; made with a writer's, to that writer.
      </p>
    );
  }
  if (kind !== 'daemon') return null;
  return (
    <p class="soft">
      A daemon also makes itself known when it starts, with <code>POST {publicUrl}/api/daemon/register</code>.
      Until then it waits here for its first heartbeat; what is said here stays, and the daemon belongs to the
      key that registers it.
    </p>
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
