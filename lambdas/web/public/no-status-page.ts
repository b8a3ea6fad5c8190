import type { HttpAnswer } from '../../runtime/endpoint.ts';
import { html } from '../html.ts';
import { pageAnswer } from '../page.ts';

/** Tells whoever bears a key how to have a status page. */
export const noStatusPage = (): HttpAnswer => pageAnswer(404, 'There is no status page yet', EXPLANATION);

const EXPLANATION = html`<h1>There is no status page yet</h1>
<p>Give the monitors that everybody may see a tag, and name it in the settings. With <code>npm start</code>:</p>
<pre>STATUS_PAGE_TAGS=public
STATUS_PAGE_TITLE=Shop status</pre>
<p>On AWS:</p>
<pre>npx cdk deploy -c statusPageTags=public -c statusPageTitle="Shop status"</pre>
<p>Several tags, separated by commas, are several groups. The page shows names, states and outages of these monitors, and
nothing else. Strangers are not told this.</p>`;
