import type { BrowserRuntime } from '../runtime/runtime.ts';
import { Sessions } from '../runtime/sessions.ts';
import { statusPageChoice } from '../runtime/status-page-choice.ts';
import { composeHttp } from './compose-http.ts';
import type { Environment } from './environment.ts';
import { sessionSecretOf } from './session-secret.ts';

/** What web works with, and manage too: what every HTTP handler does, the sessions of browsers, and the status page. */
export function composeWeb(env: Environment): BrowserRuntime {
  const runtime = composeHttp(env);
  const { keys, clock, settings } = runtime;
  const statusPage = statusPageChoice(env.STATUS_PAGE_TAGS, env.STATUS_PAGE_TITLE);
  const secret = sessionSecretOf(env)(clock);
  return {
    ...runtime,
    sessions: new Sessions({ keys, clock, publicUrl: settings.publicUrl, secret }),
    settings: { ...settings, statusPage },
  };
}
