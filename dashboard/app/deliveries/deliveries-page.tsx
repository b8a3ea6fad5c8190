import { useEffect, useState } from 'preact/hooks';
import { address, ask, monitorLink } from '../address.ts';
import { readAll } from '../api/read-all.ts';
import { logins } from '../api/request.ts';
import { canRead } from '../api/session.ts';
import type { Channel, Delivery, DeliveryState } from '../api/shapes.ts';
import { CHANNELS_PATH } from '../channels/channel-paths.ts';
import { WORD } from '../status/status-words.ts';
import { now } from '../time/now.ts';
import { moment, wholeMoment } from '../time/words.ts';
import { deliveryWords, STATE_NAME } from './delivery-words.ts';
import { Retry } from './retry.tsx';
import { useDeliveries } from './use-deliveries.ts';

const STATES = Object.keys(STATE_NAME) as readonly DeliveryState[];

const wordOf = (status: Delivery['transition']['to']): string =>
  status === 'closed' ? 'removed' : WORD[status];

/** What was sent to whom, and what came of it. */
export function DeliveriesPage() {
  const { query } = address.value;
  const channel = query.get('channel') ?? '';
  const status = STATES.find((known) => known === query.get('status')) ?? '';
  const wanted = new URLSearchParams({ ...(channel && { channel }), ...(status && { status }) });
  const { deliveries, problem, hasMore, isCut, more, update } = useDeliveries(wanted.toString());
  const channels = useChannelIds(channel);
  if (!canRead.value) {
    return (
      <main>
        <h1>Log in to see what was sent</h1>
      </main>
    );
  }
  return (
    <main>
      <h1>Deliveries</h1>
      <p class="soft">Each change of status, on its way to each channel that hears of it; newest first.</p>
      <form class="search" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
        <select
          aria-label="Channel"
          value={channel}
          onChange={(event) => ask({ channel: event.currentTarget.value })}
        >
          <option value="">Every channel</option>
          {channels.map((id) => (
            <option key={id}>{id}</option>
          ))}
        </select>
        <select
          aria-label="State"
          value={status}
          onChange={(event) => ask({ status: event.currentTarget.value })}
        >
          <option value="">Every state</option>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {STATE_NAME[state]}
            </option>
          ))}
        </select>
      </form>
      <p class="problem" role="alert">
        {problem}
      </p>
      {deliveries?.length === 0 && (
        <p>{channel || status ? 'None is like that.' : 'Nothing was sent yet: nobody had to be told.'}</p>
      )}
      <ul class="cards" aria-label="Deliveries">
        {deliveries?.map((delivery) => (
          <DeliveryCard key={delivery.id} delivery={delivery} onRetried={update} />
        ))}
      </ul>
      {hasMore && (
        <p>
          <button type="button" onClick={() => void more()}>
            Show older
          </button>{' '}
          {isCut && (
            <span class="soft">
              So much was sent since that the older ones shown before went: they are read again from here.
            </span>
          )}
        </p>
      )}
    </main>
  );
}

interface DeliveryCardProps {
  readonly delivery: Delivery;
  readonly onRetried: (delivery: Delivery) => void;
}

function DeliveryCard({ delivery, onRetried }: DeliveryCardProps) {
  const { monitor, transition, status, channel, created, answer } = delivery;
  const at = Date.parse(created);
  return (
    <li class={`panel delivery ${status}`}>
      <time class="figure soft" dateTime={created} title={wholeMoment(at)}>
        {moment(at, now.value)}
      </time>
      <div>
        <a href={monitorLink(monitor)}>
          <bdi class="strong">{monitor.name}</bdi>
        </a>{' '}
        {wordOf(transition.from)} to {wordOf(transition.to)}, for <bdi class="strong">{channel}</bdi>
        <p class={status === 'failed' ? 'problem' : 'soft'}>
          {STATE_NAME[status]}: {deliveryWords(delivery, now.value)}
          {answer && (
            <>
              {' · '}
              <bdi>{answer}</bdi>
            </>
          )}
        </p>
      </div>
      <Retry delivery={delivery} onRetried={onRetried} />
    </li>
  );
}

/** Those that there are, and the one that is asked for: it may be gone, or an owner's. */
function useChannelIds(chosen: string): readonly string[] {
  const [ids, set] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!canRead.value) return;
    // Without them, the list is as useful as it was.
    readAll<'channels', Channel>(CHANNELS_PATH, 'channels').then(
      (channels) => set(channels.map(({ id }) => id)),
      () => set([]),
    );
  }, [canRead.value, logins.value]);
  return chosen && !ids.includes(chosen) ? [chosen, ...ids] : ids;
}
