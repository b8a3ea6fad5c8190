import { managedChannel, settingsChannel } from '../../../contracts/channels/from-core/channel.ts';
import { channelPlace, channelsQuery } from '../../../contracts/channels/schemas/channel.ts';
import { cursorOf, positionOf } from '../../../contracts/http/cursor.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { USUALLY_LISTED } from '../../../contracts/http/list-query.ts';
import { pageAfter } from '../../../core/paths/page-after.ts';
import { compareText } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { channelInPath, unknownChannel } from './channel-in-path.ts';

const LIST = 'channels';

/** All channels as they are shown, by id; those that people manage as they are now. */
async function shownChannels({ store, channels }: Runtime) {
  const [known, rows, healths] = await Promise.all([
    channels.known(),
    store.listChannels(),
    store.channelHealths(),
  ]);
  const ofSettings = known.filter(({ source }) => source === 'settings');
  const hidden = new Set(ofSettings.map(({ id }) => id));
  return [
    ...ofSettings.map((channel) => settingsChannel(channel, healths.get(channel.id))),
    ...rows.filter(({ id }) => !hidden.has(id)).map((row) => managedChannel(row, healths.get(row.id))),
  ].sort((a, b) => compareText(a.id, b.id));
}

/** `GET /api/channels`: by id. */
export const listChannels =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const { limit, cursor } = fitting(channelsQuery, event.queryStringParameters ?? {});
    const after = positionOf(LIST, channelPlace, cursor)?.[0];
    const channels = await shownChannels(runtime);
    const page = pageAfter(channels, {
      after,
      limit: limit == null ? USUALLY_LISTED : Number(limit),
      placeOf: ({ id }) => id,
      compare: compareText,
    });
    return jsonAnswer(200, {
      channels: page.items,
      total: channels.length,
      cursor: page.last === undefined ? null : cursorOf(LIST, [page.last]),
    });
  };

/** `GET /api/channels/{id}` */
export const readChannel =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const id = channelInPath(event);
    const channel = (await shownChannels(runtime)).find((one) => one.id === id);
    if (!channel) throw unknownChannel();
    return jsonAnswer(200, channel);
  };
