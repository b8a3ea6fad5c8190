import { inWords } from '../../../core/monitor/in-words.ts';
import type { UptimeAnswer, UptimeWindow } from '../api/shapes.ts';
import { percent } from '../time/words.ts';

const WINDOWS = [
  ['day', '24 hours'],
  ['week', '7 days'],
  ['month', '30 days'],
  ['quarter', '90 days'],
] as const;

const monthName = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });

const outagesOf = ({ outages, downSeconds }: UptimeWindow): string =>
  outages === 0 && downSeconds === 0 ? 'none' : `${outages}, ${inWords(downSeconds * 1_000)} down`;

/** How much of the watched time it was up, lately and by month. */
export function Uptime({ uptime }: { readonly uptime: UptimeAnswer }) {
  return (
    <section aria-label="Uptime">
      <h2>Uptime</h2>
      <div class="windows">
        {WINDOWS.map(([name, words]) => (
          <div key={name} class="panel">
            <span class="figure">{percent(uptime.windows[name].percent)}</span>
            <span class="soft">{words}</span>
          </div>
        ))}
      </div>
      <h3>By month</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Uptime</th>
            <th scope="col">Outages</th>
          </tr>
        </thead>
        <tbody>
          {uptime.months.map((month) => (
            <tr key={month.month}>
              <td>{monthName.format(Date.parse(`${month.month}-15T00:00:00Z`))}</td>
              <td class="figure">{percent(month.percent)}</td>
              <td>{outagesOf(month)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
