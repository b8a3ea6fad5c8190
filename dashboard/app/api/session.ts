import { batch, computed, effect, signal, untracked } from '@preact/signals';
import { type Asking, keepAsking } from './keep-asking.ts';
import { logins, RequestError, read, refusals, request } from './request.ts';
import type { Session } from './shapes.ts';

const NOBODY: Session = { role: null, name: null, expires: null, access: 'public' };
const PATH = 'api/session';

/**
 * Whom the page is for. Where the server ended the session it stays for as long as the login is open above the page,
 * so that what was typed is not lost.
 */
export const session = signal<Session>(NOBODY);
/** Whether this server lets people log in. */
export const canLogIn = signal(false);
/** Whether somebody was logged in, and is not any more though they did not log out. */
export const isEnded = signal(false);
const isLoginWanted = signal(false);

/** Whether nothing can be shown before somebody logs in. */
export const mustLogIn = computed(
  () => session.value.access === 'private' && (session.value.role === null || isEnded.value),
);
/** Whether the login is open: because somebody wants it, or because nothing goes on without it. */
export const loginOpen = computed(() => isLoginWanted.value || isEnded.value || mustLogIn.value);

/** Whether they may change anything: a writer, its schedulers. */
export const canManage = computed(() => session.value.role === 'admin' || session.value.role === 'writer');
/** Whether they bear a key: what is never public may be shown to them. */
export const canRead = computed(() => session.value.role !== null);
export const isAdmin = computed(() => session.value.role === 'admin');

/** Often enough for a page that is open all day: with less than half of its time left, a session begins anew. */
const EVERY_MS = 3_600_000;

let asking: Asking | undefined;

/** Asks who we are for as long as the page is open: a session lasts for as long as it is used. */
export function keepSession(): void {
  asking = keepAsking({ ask: readSession, everyMs: () => EVERY_MS, hiddenMs: EVERY_MS });
  // To be refused proves nothing: it may be another's monitor, or asked before the login. The server knows.
  effect(() => {
    if (refusals.value > 0 && !loginOpen.peek()) untracked(() => asking?.again());
  });
}

/** @throws RequestError unless we know now who we are */
async function readSession(): Promise<'told' | 'enough'> {
  const asked = logins.peek();
  try {
    const told = await read<Session>(PATH);
    // What was asked before a login is told of the session before.
    if (asked === logins.peek()) learn(told);
    canLogIn.value = true;
    return 'told';
  } catch (error) {
    if (!(error instanceof RequestError) || error.status !== 404) throw error;
    // A server without sessions still shows what is public.
    if (refusals.peek() > 0) isLoginWanted.value = true;
    return 'enough';
  }
}

function learn(told: Session): void {
  const before = session.peek();
  if (told.role === null && before.role !== null) {
    batch(() => {
      isEnded.value = true;
      session.value = { ...before, access: told.access };
    });
    return;
  }
  // Another window logged in.
  const isLogin = told.role !== null && (isEnded.peek() || (before.role === null && canLogIn.peek()));
  if (isLogin) begin(told);
  else session.value = told;
}

function begin(told: Session): void {
  batch(() => {
    isEnded.value = false;
    isLoginWanted.value = false;
    session.value = told;
    logins.value++;
  });
}

/** @throws RequestError 401 for a wrong key, 429 for too many of them */
export async function logIn(key: string): Promise<void> {
  const { body } = await request<Session>(PATH, { method: 'POST', body: { key } });
  begin(body ?? NOBODY);
}

export async function logOut(): Promise<void> {
  await request(PATH, { method: 'DELETE' });
  location.reload();
}

export function openLogin(): void {
  isLoginWanted.value = true;
}

/** Goes on without a login, where there is anything to see. */
export function closeLogin(): void {
  if (mustLogIn.peek()) return;
  batch(() => {
    if (isEnded.peek()) session.value = { ...session.peek(), role: null, name: null, expires: null };
    isEnded.value = false;
    isLoginWanted.value = false;
  });
}
