import { useState } from 'preact/hooks';
import { RequestError } from '../api/request.ts';
import { canLogIn, closeLogin, isEnded, logIn, loginOpen, mustLogIn, session } from '../api/session.ts';
import { Modal } from './modal.tsx';

const TOLD: Readonly<Record<number, string>> = {
  401: 'No one has this key.',
  404: 'This server has no login.',
  429: 'Too many wrong keys: wait a minute.',
};

/** Where the status is private nothing is behind it, so it stays open until somebody is in. */
export function Login() {
  const [problem, tell] = useState('');
  const [isBusy, setBusy] = useState(false);
  if (!loginOpen.value) return null;
  const isPrivate = session.value.access === 'private';
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget as HTMLFormElement).get('key')).trim();
    setBusy(true);
    try {
      await logIn(key);
      tell('');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      tell(TOLD[error.status] ?? error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal title="Log in" onClose={closeLogin} isHeld={mustLogIn.value}>
      <p class="soft">
        {isEnded.value && 'Your session is over: it expired, or its key was revoked. '}
        {isPrivate && 'The status is private. '}A key of the role reader, writer or admin opens it.
        {canLogIn.value ? '' : ' This server does not offer a login.'}
      </p>
      <p class="soft">
        The admin key is the one that was set; where none was, it is in the file <code>admin-key</code> of the
        data folder. On AWS it is a secret that the stack names.
      </p>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          API key
          <input
            name="key"
            type="password"
            autocomplete="current-password"
            required
            aria-invalid={problem !== ''}
            aria-describedby="login-problem"
          />
        </label>
        <p id="login-problem" class="problem" role="alert">
          {problem}
        </p>
        <div class="actions">
          <button type="submit" class="primary" disabled={isBusy}>
            Log in
          </button>
          {!mustLogIn.value && (
            <button type="button" onClick={closeLogin}>
              Cancel
            </button>
          )}
        </div>
      </form>
    </Modal>
  );
}
