import { type Announcement, dashboardAt } from './announcement.ts';
import { oneLine } from './readable-text.ts';
import { shortTime } from './short-words.ts';

const NAME_LENGTH = 80;

/** What a channel that is tried says: clearly no alert. Pure; `at` is epoch ms. */
export function announceTest(
  { channel, at }: { readonly channel: string; readonly at: number },
  options: { readonly publicUrl: string },
): Announcement {
  const name = oneLine(channel, NAME_LENGTH) || 'without a name';
  return {
    headline: 'Test: nothing is wrong',
    sentences: [`Somebody tried the channel ${name} at ${shortTime(at)}. It works, for you can read this.`],
    severity: 'test',
    facts: [],
    mentions: [],
    link: dashboardAt(options.publicUrl),
  };
}
