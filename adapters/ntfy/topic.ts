import { ChannelRefused } from '../../core/ports/channel.ts';

export interface NtfyTopic {
  /** Where JSON is published: the server's root. */
  readonly server: string;
  readonly topic: string;
}

/** The server and the topic of an address such as `https://ntfy.sh/my-topic`. Throws ChannelRefused. */
export function parseTopic(text: string): NtfyTopic {
  const url = URL.parse(text);
  const [, root = '', topic] = /^(.*\/)([\w-]{1,64})\/?$/.exec(url?.pathname ?? '') ?? [];
  if (!url || topic === undefined) {
    throw new ChannelRefused('The ntfy address must end in a topic, such as https://ntfy.sh/my-topic.');
  }
  if (url.search || url.hash || url.username) {
    throw new ChannelRefused(
      'The ntfy address takes no user, no "?" and no "#"; a token has its own setting.',
    );
  }
  return { server: `${url.origin}${root}`, topic };
}
