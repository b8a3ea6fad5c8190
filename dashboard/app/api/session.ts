import { computed, effect, signal } from '@preact/signals';
import { RequestError, read, refusals, request } from './request.ts';
import type { Session } from './shapes.ts';

const NOBODY: Session = { role: null, name: null, expires: null, access: 'public' };
const PATH = 'api/session';

export const session = signal<Session>(NOBODY);
/** Whether this server lets people log in. */
export const canLogIn = signal(false);
/** Whether the login is open: because somebody wants it, or because nothing can be shown without it. */
export const loginOpen = signal(false);

/** Whether somebody was logged in, and is not any more though they did not log out. */
export const isEnded = signal(false);

/** Whether they may change anything: a writer, its schedulers. */
export const canManage = computed(() => session.value.role === 'admin' || session.value.role === 'writer');
/** Whether they bear a key: what is never public may be shown to them. */
export const canRead = computed(() => session.value.role !== null);
export const isAdmin = computed(() => session.value.role === 'admin');

export async function readSession(): Promise<void> {
  try {
    session.value = await read<Session>(PATH);
    canLogIn.value = true;
    loginOpen.value = session.value.access === 'private' && session.value.role === null;
  } catch (error) {
    // A server without sessions still shows what is public.
    if (!(error instanceof RequestError)) throw error;
  }
}

/** @throws RequestError 401 for a wrong key, 429 for too many of them */
export async function logIn(key: string): Promise<void> {
  const { body } = await request<Session>(PATH, { method: 'POST', body: { key } });
  session.value = body ?? NOBODY;
  isEnded.value = false;
  loginOpen.value = false;
}

export async function logOut(): Promise<void> {
  await request(PATH, { method: 'DELETE' });
  location.reload();
}

/** Nothing that was asked for goes to nobody: somebody must log in, again or for the first time. */
function onRefusal(): void {
  if (refusals.value === 0) return;
  const before = session.peek();
  if (before.role !== null) isEnded.value = true;
  session.value = { ...before, role: null, name: null, expires: null };
  loginOpen.value = true;
}
effect(onRefusal);
