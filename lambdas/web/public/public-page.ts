import { presentUptime } from '../../../core/monitor/present-uptime.ts';
import type { ShownStatus } from '../../../core/monitor/status.ts';
import { percentUp, uptimePerDay } from '../../../core/monitor/uptime.ts';
import type { FleetReading, FleetView } from '../../../core/paths/read-fleet.ts';
import type { StatusPageChoice } from '../../runtime/status-page-choice.ts';
import { headline } from '../headline.ts';
import { type Html, html } from '../html.ts';
import { wholePage } from '../page.ts';
import { STATUS_STYLE } from '../style.ts';
import { incidents } from './incidents.ts';
import { type PublicGroup, type PublicReading, SHOWN_DAYS } from './public-status.ts';
import { LOOKS } from './shapes.ts';
import { PUBLIC_STYLE } from './style.ts';
import { total, uptimeDays } from './uptime-days.ts';

/** About 1 KB each; what is more is counted, and no page for people. */
const MOST_SHOWN = 500;

/** The public status page and the headers that it needs: the answer first, then group by group, then what happened. */
export function publicPage(reading: PublicReading, { title, tags }: StatusPageChoice) {
  const { at, groups } = reading;
  const views = groups.flatMap((group) => group.views);
  const answer = views.length > 0 ? headline(views) : 'Nothing is shown here yet';
  const iso = new Date(at).toISOString();
  const content = html`<main>
<p class="soft">${title}</p>
<h1>${answer}</h1>
<p class="soft">Updated <time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>: load the page again for news</p>
${views.length > 0 ? groupsOf(groups, reading) : html`<p>Monitors with the tag ${tags.join(' or ')} stand here.</p>`}
<h2>Incidents</h2>
${incidents(views, at)}
</main>`;
  return wholePage({
    title: `${answer} · ${title}`,
    content,
    style: STATUS_STYLE + PUBLIC_STYLE,
  });
}

function groupsOf(groups: readonly PublicGroup[], reading: FleetReading): Html[] {
  let room = MOST_SHOWN;
  return groups.map(({ tag, views }) => {
    const shown = views.slice(0, room);
    room -= shown.length;
    const hidden = views.length - shown.length;
    return html`<h2>${tag}</h2>
${shown.length > 0 ? html`<ul>${shown.map((view) => row(view, reading))}</ul>` : ''}
${hidden > 0 ? html`<p class="soft">And ${hidden} more.</p>` : ''}
`;
  });
}

const shape = (status: ShownStatus): Html => ({
  html: `<svg viewBox="0 0 12 12" aria-hidden="true">${LOOKS[status].shape}</svg>`,
});

/** A name, and how it is and was. Nothing that the monitor said, and nobody's name. */
function row({ monitor, status, uptime }: FleetView, { at, gaps }: FleetReading): Html {
  const days = uptimePerDay(presentUptime(monitor, uptime), at, SHOWN_DAYS, gaps);
  const percent = percentUp(total(days));
  const figure = percent === undefined ? 'not watched yet' : `${percent} % in ${SHOWN_DAYS} days`;
  return html`<li>
<span class="status ${status}">${shape(status)}${status}</span>
<span class="what"><b>${monitor.config.name}</b>${uptimeDays(days)}</span>
<span class="figures">${figure}</span>
</li>
`;
}
