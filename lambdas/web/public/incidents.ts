import { inWords } from '../../../core/monitor/in-words.ts';
import { type Outage, outagesSince } from '../../../core/monitor/outages.ts';
import { presentUptime } from '../../../core/monitor/present-uptime.ts';
import { DAY_MS } from '../../../core/monitor/uptime.ts';
import type { FleetView } from '../../../core/paths/read-fleet.ts';
import { type Html, html } from '../html.ts';

const SHOWN_DAYS = 7;
/** A fleet that flaps must not hide the page beneath them. */
const MOST_SHOWN = 50;

interface Incident extends Outage {
  readonly name: string;
}

/** The outages of the last 7 days, newest first. */
export function incidents(views: readonly FleetView[], now: number): Html {
  const found = views.flatMap(({ monitor, uptime }): Incident[] => {
    const { changes } = presentUptime(monitor, uptime);
    const outages = outagesSince(changes, now - SHOWN_DAYS * DAY_MS);
    return outages.map((outage) => ({ ...outage, name: monitor.config.name }));
  });
  if (found.length === 0) return html`<p>None in the last ${SHOWN_DAYS} days.</p>`;
  const newest = found.sort((a, b) => b.from - a.from).slice(0, MOST_SHOWN);
  const hidden = found.length - newest.length;
  return html`<ol class="incidents">
${newest.map((incident) => row(incident, now))}</ol>
${hidden > 0 ? html`<p class="soft">And ${hidden} more in the last ${SHOWN_DAYS} days.</p>` : ''}`;
}

const row = ({ name, from, to }: Incident, now: number): Html => {
  const began = html`<span><b>${name}</b><br>`;
  if (to === undefined)
    return html`<li>${began}<span class="soft">down since ${moment(from)}, for ${inWords(now - from)} now</span></span></li>
`;
  return html`<li>${began}<span class="soft">down from ${moment(from)} to ${moment(to)}, for ${inWords(to - from)}</span></span></li>
`;
};

/** To the minute: nobody compares seconds here. */
const moment = (at: number): Html => {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
};
