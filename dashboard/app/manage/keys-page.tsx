import { useEffect, useState } from 'preact/hooks';
import { readAll } from '../api/read-all.ts';
import { logins, RequestError, request } from '../api/request.ts';
import { isAdmin } from '../api/session.ts';
import type { KeyEntry } from '../api/shapes.ts';
import { Copyable } from '../shell/copyable.tsx';
import { tell } from '../shell/notices.tsx';
import { now } from '../time/now.ts';
import { lasting, wholeMoment } from '../time/words.ts';
import { Question } from './question.tsx';

type ShownKey = KeyEntry & { readonly key: string };

const PATH = 'api/v1/keys';
const keyPath = ({ id }: KeyEntry): string => `${PATH}/${encodeURIComponent(id)}`;
const ISSUED = ['reader', 'writer', 'admin'] as const;

type Wish = { readonly what: 'rotate' | 'revoke'; readonly key: KeyEntry };

/** Who may do what: keys by name. A key itself is shown once, when it is made. */
export function KeysPage() {
  const [list, set] = useState<readonly KeyEntry[]>();
  const [shown, show] = useState<ShownKey>();
  const [question, ask] = useState<Wish>();
  const [problem, setProblem] = useState('');
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setProblem('');
      set(await readAll<'keys', KeyEntry>(PATH, 'keys'));
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error.message);
    }
  };
  useEffect(() => {
    if (isAdmin.value) void attempt(async () => {});
  }, [isAdmin.value, logins.value]);
  if (!isAdmin.value) {
    return (
      <main>
        <h1>Log in with an admin key to see the keys</h1>
      </main>
    );
  }
  const issue = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const days = String(fields.get('days'));
    const body = {
      name: fields.get('name'),
      role: fields.get('role'),
      ...(days && { expires_in_days: Number(days) }),
    };
    void attempt(async () => {
      show((await request<ShownKey>(PATH, { method: 'POST', body })).body);
      form.reset();
    });
  };
  const answer = ({ what, key }: Wish): void => {
    ask(undefined);
    void attempt(async () => {
      if (what === 'rotate') {
        show((await request<ShownKey>(`${keyPath(key)}/rotate`, { method: 'POST', body: {} })).body);
        return;
      }
      await request(keyPath(key), { method: 'DELETE' });
      tell(`${key.name} was revoked`);
    });
  };
  return (
    <main>
      <h1>Keys</h1>
      <p class="soft">Writers send and register, readers look, admins do everything.</p>
      {shown && (
        <section class="panel" aria-label="New key">
          <p>
            The key of <bdi class="strong">{shown.name}</bdi>. It is shown only now.
          </p>
          <Copyable text={shown.key} label="The new key" />
        </section>
      )}
      <form class="inline" onSubmit={issue} aria-label="Issue a key">
        <label>
          Name
          <input name="name" required maxLength={200} />
        </label>
        <label>
          Role
          <select name="role">
            {ISSUED.map((role) => (
              <option key={role}>{role}</option>
            ))}
          </select>
        </label>
        <label>
          Good for days
          <input name="days" type="number" min={1} max={3650} placeholder="for ever" />
        </label>
        <button type="submit" class="primary">
          Issue a key
        </button>
      </form>
      <p class="problem" role="alert">
        {problem}
      </p>
      {list && <KeyTable keys={list} onAsk={ask} />}
      {question && (
        <Question
          title={question.what === 'rotate' ? 'Give it a new key?' : 'Revoke it?'}
          yes={question.what === 'rotate' ? 'New key' : 'Revoke'}
          no="Cancel"
          onYes={() => answer(question)}
          onNo={() => ask(undefined)}
        >
          <bdi class="strong">{question.key.name}</bdi>:{' '}
          {question.what === 'rotate'
            ? 'the key before is good for another day.'
            : 'whoever uses it is refused within a minute. This cannot be undone.'}
        </Question>
      )}
    </main>
  );
}

interface KeyTableProps {
  readonly keys: readonly KeyEntry[];
  readonly onAsk: (wish: Wish) => void;
}

function KeyTable({ keys, onAsk }: KeyTableProps) {
  const when = (iso: string | null, otherwise: string): string =>
    iso === null ? otherwise : wholeMoment(Date.parse(iso));
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Last used</th>
            <th scope="col">Good until</th>
            <th scope="col">
              <span class="spoken">What may be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td>
                <bdi>{key.name}</bdi>
                <div class="soft">{key.id}</div>
              </td>
              <td>{key.role}</td>
              <td>{key.last_used ? `${lasting(now.value - Date.parse(key.last_used))} ago` : 'never'}</td>
              <td>{when(key.expires, 'for ever')}</td>
              <td class="actions">
                <button type="button" onClick={() => onAsk({ what: 'rotate', key })}>
                  Rotate<span class="spoken"> {key.name}</span>
                </button>
                <button type="button" class="danger" onClick={() => onAsk({ what: 'revoke', key })}>
                  Revoke<span class="spoken"> {key.name}</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
