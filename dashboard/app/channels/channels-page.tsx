import { useEffect, useState } from 'preact/hooks';
import { readAll } from '../api/read-all.ts';
import { logins, RequestError, request } from '../api/request.ts';
import { canRead, isAdmin } from '../api/session.ts';
import type { Channel } from '../api/shapes.ts';
import { Question } from '../manage/question.tsx';
import { tell } from '../shell/notices.tsx';
import { ChannelCard } from './channel-card.tsx';
import { CHANNELS_PATH, channelPath } from './channel-paths.ts';

/** Who is told, of what, and whether it works. */
export function ChannelsPage() {
  const [channels, set] = useState<readonly Channel[]>();
  const [leaving, setLeaving] = useState<Channel>();
  const [problem, setProblem] = useState('');
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      set(await readAll<'channels', Channel>(CHANNELS_PATH, 'channels'));
      setProblem('');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error.message);
    }
  };
  useEffect(() => {
    if (canRead.value) void attempt(async () => {});
  }, [canRead.value, logins.value]);
  if (!canRead.value) {
    return (
      <main>
        <h1>Log in to see the channels</h1>
      </main>
    );
  }
  const remove = (channel: Channel): void => {
    setLeaving(undefined);
    void attempt(async () => {
      await request(channelPath(channel.id), { method: 'DELETE' });
      tell(`${channel.name} was deleted`);
    });
  };
  return (
    <main>
      <div class="title">
        <h1>Channels</h1>
        {isAdmin.value && (
          <div class="actions">
            <a class="button primary" href="#/new-channel">
              Add a channel
            </a>
          </div>
        )}
      </div>
      <p class="soft">
        Ways to people and machines. What was sent stands under <a href="#/deliveries">deliveries</a>.
      </p>
      <p class="problem" role="alert">
        {problem}
      </p>
      {channels?.length === 0 && (
        <p>Nobody is told of anything yet: outages are seen only by those who look here.</p>
      )}
      <ul class="cards">
        {channels?.map((channel) => (
          <ChannelCard
            key={channel.id}
            channel={channel}
            onTested={() => void attempt(async () => {})}
            onDelete={() => setLeaving(channel)}
          />
        ))}
      </ul>
      {leaving && (
        <Question
          title="Delete it?"
          yes="Delete"
          no="Keep it"
          onYes={() => remove(leaving)}
          onNo={() => setLeaving(undefined)}
        >
          <bdi class="strong">{leaving.name}</bdi> hears of nothing any more, and its secrets are forgotten.
          This cannot be undone.
        </Question>
      )}
    </main>
  );
}
