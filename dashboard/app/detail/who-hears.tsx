import { useEffect, useState } from 'preact/hooks';
import { logins, RequestError, request } from '../api/request.ts';
import { canRead } from '../api/session.ts';
import type { Audience, MonitorAnswer } from '../api/shapes.ts';

/** Who would be told if it went down now, and why; for those who bear a key. */
export function WhoHears({ monitor }: { readonly monitor: MonitorAnswer }) {
  const [audience, set] = useState<Audience>();
  const [problem, setProblem] = useState('');
  const { kind, id, tags, channels, owner } = monitor;
  const routedBy = JSON.stringify([tags, channels, owner]);
  useEffect(() => {
    if (!canRead.value) return;
    request<Audience>('api/channels/resolve', { method: 'POST', body: { kind, id } }).then(
      ({ body }) => {
        set(body);
        setProblem('');
      },
      (error) => {
        if (!(error instanceof RequestError)) throw error;
        setProblem(error.message);
      },
    );
  }, [kind, id, routedBy, canRead.value, logins.value]);
  if (!canRead.value) return null;
  return (
    <section aria-label="Who hears of it">
      <h2>Who hears when it goes down</h2>
      {problem && <p class="problem">{problem}</p>}
      {audience?.hears.length === 0 && (
        <p class="problem">
          Nobody: no channel wants to hear of it. <a href="#/channels">To the channels</a>
        </p>
      )}
      {audience && audience.hears.length > 0 && (
        <ul class="hears">
          {audience.hears.map(({ channel, name, type, reason }) => (
            <li key={channel}>
              <bdi class="strong">{name}</bdi>
              <span class="chip">{type}</span>{' '}
              <span class="soft">
                <bdi>{reason}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
      {audience && audience.silent.length > 0 && (
        <details>
          <summary class="soft">Who does not, and why</summary>
          <ul class="hears">
            {audience.silent.map(({ channel, reason }) => (
              <li key={channel}>
                <bdi>{channel}</bdi>{' '}
                <span class="soft">
                  <bdi>{reason}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {audience?.owner_note && <p class="soft">{audience.owner_note}.</p>}
    </section>
  );
}
