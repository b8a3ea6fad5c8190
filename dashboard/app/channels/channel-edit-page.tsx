import { useEffect, useState } from 'preact/hooks';
import { CHANNEL_TYPES, type ChannelType } from '../../../core/alerts/channel-target.ts';
import { same } from '../../../core/monitor/same.ts';
import { goTo, linkTo } from '../address.ts';
import { logins, RequestError, read, request } from '../api/request.ts';
import { isAdmin } from '../api/session.ts';
import type { Channel } from '../api/shapes.ts';
import { tell } from '../shell/notices.tsx';
import { bodyOf, type ChannelDraft, draftOfChannel, newChannelDraft, wrongJson } from './channel-draft.ts';
import { TYPE_NAME } from './channel-fields.ts';
import { ChannelForm } from './channel-form.tsx';
import { CHANNELS_PATH, channelPath } from './channel-paths.ts';

interface ChannelEditPageProps {
  /** Of a new one. */
  readonly type?: string;
  /** Of one that is changed. */
  readonly id?: string;
}

/** Adds a channel, or changes one. */
export function ChannelEditPage({ type: typeWord, id }: ChannelEditPageProps) {
  const type: ChannelType = CHANNEL_TYPES.find((known) => known === typeWord) ?? 'email';
  const [before, setBefore] = useState<Channel>();
  const [asItWas, setAsItWas] = useState<ChannelDraft | undefined>(
    id === undefined ? newChannelDraft(type) : undefined,
  );
  const [draft, setDraft] = useState(asItWas);
  const [problem, setProblem] = useState<RequestError>();

  useEffect(() => {
    // What is being typed already is not read again.
    if (id === undefined || draft) return;
    read<Channel>(channelPath(id)).then((channel) => {
      const present = draftOfChannel(channel);
      setBefore(channel);
      setAsItWas(present);
      setDraft(present);
    }, setProblem);
  }, [id, logins.value]);

  const save = async (wanted: ChannelDraft): Promise<void> => {
    const wrong = wrongJson(wanted);
    if (wrong) return setProblem(new RequestError(400, 'It is no JSON', { [wrong]: 'must be JSON' }));
    try {
      await request(id === undefined ? CHANNELS_PATH : channelPath(id), {
        method: id === undefined ? 'POST' : 'PUT',
        body: bodyOf(wanted, before),
      });
      tell(id === undefined ? `${wanted.name} was added: send it a test` : `${wanted.name} was changed`);
      goTo('#/channels');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error);
    }
  };

  if (!isAdmin.value) {
    return (
      <main>
        <h1>Log in with an admin key to change channels</h1>
      </main>
    );
  }
  return (
    <main class="narrow">
      <a class="back" href="#/channels">
        ← Channels
      </a>
      <h1>
        {id === undefined ? (
          'Tell somebody new'
        ) : (
          <>
            Change <bdi>{before?.name ?? id}</bdi>
          </>
        )}
      </h1>
      {id === undefined && (
        <nav class="kinds" aria-label="Type">
          {CHANNEL_TYPES.map((one) => (
            <a key={one} href={linkTo('new-channel', one)} aria-current={one === type ? 'page' : undefined}>
              {TYPE_NAME[one]}
            </a>
          ))}
        </nav>
      )}
      {draft && !before?.read_only ? (
        <ChannelForm
          draft={draft}
          before={before}
          isUnsaved={!same(draft, asItWas)}
          problem={problem}
          onChange={setDraft}
          onSave={() => void save(draft)}
        />
      ) : (
        <p class="problem" role="alert">
          {before?.read_only
            ? 'It comes from the settings of the server: change it there.'
            : problem?.message}
        </p>
      )}
    </main>
  );
}
