import { isoOrNull } from '../../../contracts/http/iso.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { HttpAnswer } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Session } from '../../runtime/sessions.ts';

/** Who is logged in, with the cookie that says so from now on. */
export function sessionAnswer(
  { settings }: Pick<Runtime, 'settings'>,
  session: Session | undefined,
  cookie: string | undefined,
): HttpAnswer {
  const { role = null, name = null, expiresAt } = session ?? {};
  const body = { role, name, expires: isoOrNull(expiresAt), access: settings.dashboardAccess };
  return { ...jsonAnswer(200, body), ...(cookie !== undefined && { cookies: [cookie] }) };
}
