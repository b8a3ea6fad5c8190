import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { linkTo } from '../address.ts';
import { RequestError, request } from '../api/request.ts';
import { isAdmin } from '../api/session.ts';
import type { Channel, ChannelTest } from '../api/shapes.ts';
import { now } from '../time/now.ts';
import { TYPE_NAME } from './channel-fields.ts';
import { channelPath } from './channel-paths.ts';
import { healthWords, wantsWords } from './channel-words.ts';

interface ChannelCardProps {
  readonly channel: Channel;
  readonly onTested: () => void;
  readonly onDelete: () => void;
}

/** A channel: where it leads, what it hears, whether it works, and a test of it. */
export function ChannelCard({ channel, onTested, onDelete }: ChannelCardProps) {
  const { isWell, text } = healthWords(channel, now.value);
  return (
    <li class="panel channel">
      <div class="title">
        <h2>
          <bdi>{channel.name}</bdi>
        </h2>
        <span class="chip">{TYPE_NAME[channel.type]}</span>
        {!channel.enabled && <span class="chip">switched off</span>}
        {channel.default && <span class="chip">default</span>}
      </div>
      <p>
        <bdi class="figure">{channel.leads_to}</bdi>
      </p>
      <p class="soft">
        <bdi>{wantsWords(channel)}</bdi>
      </p>
      <p class={isWell ? 'soft' : 'problem'}>
        <bdi>{text}</bdi>
      </p>
      {channel.read_only && (
        <p class="soft">It comes from the settings of the server: it is changed there, not here.</p>
      )}
      {isAdmin.value && (
        <Test channel={channel} onTested={onTested}>
          {!channel.read_only && (
            <>
              <a class="button" href={linkTo('channels', channel.id)}>
                Edit<span class="spoken"> {channel.name}</span>
              </a>
              <button type="button" class="danger" onClick={onDelete}>
                Delete<span class="spoken"> {channel.name}</span>
              </button>
            </>
          )}
        </Test>
      )}
    </li>
  );
}

interface TestProps {
  readonly channel: Channel;
  readonly onTested: () => void;
  readonly children: ComponentChildren;
}

function Test({ channel, onTested, children }: TestProps) {
  const [isUnderWay, begin] = useState(false);
  const [outcome, set] = useState<ChannelTest>();
  const test = async (): Promise<void> => {
    begin(true);
    set(undefined);
    try {
      set((await request<ChannelTest>(`${channelPath(channel.id)}/test`, { method: 'POST' })).body);
      onTested();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      set({ ok: false, answer: error.message, took_ms: 0 });
    } finally {
      begin(false);
    }
  };
  return (
    <>
      <div class="actions">
        <button type="button" disabled={isUnderWay} onClick={() => void test()}>
          Send a test<span class="spoken"> to {channel.name}</span>
        </button>
        {children}
      </div>
      <div role="status">
        {isUnderWay && <p class="soft">A test is on its way…</p>}
        {outcome && (
          <p class={outcome.ok ? 'passed' : 'problem'}>
            {outcome.ok ? `It was taken after ${outcome.took_ms} ms.` : 'It was not taken.'}{' '}
            {outcome.answer && (
              <>
                The receiver: <bdi>{outcome.answer}</bdi>
              </>
            )}
          </p>
        )}
      </div>
    </>
  );
}
