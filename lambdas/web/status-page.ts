import { inWords } from '../../core/monitor/in-words.ts';
import type { OwnGaps } from '../../core/monitor/own-gaps.ts';
import type { Reason } from '../../core/monitor/status.ts';
import { DAY_MS, percentUp, type Uptime, uptimeWithin } from '../../core/monitor/uptime.ts';
import type { FleetReading, View } from '../../core/paths/read-fleet.ts';
import type { HttpAnswer } from '../runtime/endpoint.ts';
import { headline } from './headline.ts';
import { type Html, html } from './html.ts';
import { pageAnswer } from './page.ts';

export interface StatusPageOptions {
  /** The address that heartbeats are sent to. */
  readonly publicUrl: string;
  /** False for a reader without a key: no words of the monitors themselves. */
  readonly withMessages: boolean;
}

/** The status as a page: the answer first, then every monitor, worst first. */
export function statusPage(reading: FleetReading, options: StatusPageOptions): HttpAnswer {
  const { at, views, gaps } = reading;
  const answer = headline(views);
  const rows = views.map((view) => row(view, uptimeWords(view.uptime, at, gaps), at, options.withMessages));
  const content = html`<h1>${answer}</h1>
<p class="soft">${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC</p>
${rows.length > 0 ? html`<ul>${rows}</ul>` : ''}
${firstSteps(views, options.publicUrl)}`;
  return pageAnswer(200, answer, content);
}

function row(view: View, uptime: string, now: number, withMessages: boolean): Html {
  const { monitor, status } = view;
  const message = withMessages && monitor.lastMessage ? html`<br>${monitor.lastMessage}` : '';
  // Where the links in alerts lead: `/#/monitors/<kind>/<id>`.
  return html`<li id="/monitors/${monitor.kind}/${monitor.id}">
<span class="status ${status}">${status}</span>
<span class="what"><b>${monitor.config.name}</b> <span class="soft">${monitor.id}</span><br>
<span class="soft">${why(view, now)}${message}</span></span>
<span class="figures">${uptime}</span>
</li>
`;
}

const WHY: Partial<Record<Reason, string>> = {
  missed: 'missed',
  'never-heard': 'never heard, though expected',
  'reported-failure': 'it reported a failure',
  'reported-degraded': 'it reports trouble',
  overrun: 'a run takes too long',
  'silent-run': 'a run fell silent',
  paused: 'paused by hand',
  'left-file': 'no longer in services.json',
};

/** Why it is not up, since when, and when it was heard. */
function why({ monitor, status, expected }: View, now: number): string {
  const heard =
    monitor.lastBeatAt === undefined ? 'never heard' : `heard ${inWords(now - monitor.lastBeatAt)} ago`;
  const reason = status === 'up' || status === 'late' ? undefined : WHY[monitor.reason];
  const due =
    status === 'late' && expected ? `expected ${inWords(now - expected.expectedAt)} ago` : undefined;
  const since = status === 'down' ? `down for ${inWords(now - monitor.since)}` : undefined;
  return [reason, due, since, heard].filter(Boolean).join(' · ');
}

function uptimeWords(uptime: Uptime | undefined, now: number, gaps: OwnGaps): string {
  const percent = percentUp(uptimeWithin(uptime, now - 30 * DAY_MS, now, gaps));
  return percent === undefined ? '' : `${percent} % in 30 days`;
}

/** Until something was heard, the next step as a line to copy. */
function firstSteps(views: readonly View[], publicUrl: string): Html | string {
  const { monitor } = views.find((view) => view.monitor.kind === 'service') ?? {};
  if (views.some((view) => view.monitor.lastBeatAt !== undefined)) return '';
  const id = monitor?.id ?? 'my-service';
  const key = !monitor || monitor.keyId !== undefined ? ' -H "Authorization: Bearer THE-KEY"' : '';
  const beat = `curl -X POST ${publicUrl}/api/heartbeat${key} -d '{"serviceId": "${id}"}'`;
  const adding = html`<h2>Add a service</h2>
<p>Name it in <code>services.json</code>, or with the admin key; the answer shows the service's own key once:</p>
<pre>${`curl -X POST ${publicUrl}/api/services -H "Authorization: Bearer ADMIN-KEY" -d '{"serviceId": "${id}"}'`}</pre>`;
  return html`${monitor ? '' : adding}
<h2>Send the first heartbeat</h2>
<pre>${beat}</pre>`;
}
