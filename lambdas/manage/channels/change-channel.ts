import { managedChannel } from '../../../contracts/channels/from-core/channel.ts';
import { changedChannel } from '../../../contracts/channels/schemas/channel.ts';
import { changedConfig } from '../../../contracts/channels/schemas/config.ts';
import { toTarget } from '../../../contracts/channels/to-core/target.ts';
import { toWants } from '../../../contracts/channels/to-core/wants.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { misfit } from '../../../contracts/http/http-error.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import * as paths from '../../../core/paths/manage-channels.ts';
import type { ChannelRow } from '../../../core/ports/channel-store.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { changedRow, channelInPath } from './channel-in-path.ts';
import { refuseUnknownIds } from './known-ids.ts';

type Changes = ReturnType<typeof changesIn>;

const changesIn = (body: unknown) => fitting(changedChannel, body);

/** @throws HttpError 400 where what is given does not fit this channel */
function wishOf(row: ChannelRow, given: Changes, settings: Runtime['settings']): paths.ChannelWish {
  const { type } = row;
  if (given.type && given.type !== type) {
    throw misfit([{ path: 'type', message: `cannot change: it is ${type}` }]);
  }
  const config = given.config ? configOf(type, given.config) : {};
  return {
    name: given.name ?? row.name,
    wants: given.wants ? toWants(given.wants) : row.wants,
    isDefault: given.default ?? row.isDefault,
    enabled: given.enabled ?? row.enabled,
    target: toTarget(type, config, settings, row),
  };
}

/** The issues bear the path that they have in the body. */
const configOf = (type: ChannelRow['type'], config: object): Readonly<Record<string, unknown>> =>
  fitting(changedConfig(type), { config }).config;

/** `PUT /api/channels/{id}`: what is given is changed, the rest is kept, secrets too. */
export const changeChannel =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const id = channelInPath(event);
    const given = changesIn(jsonBody(event));
    if (given.id && given.id !== id) {
      throw misfit([{ path: 'id', message: 'must be the one in the address' }]);
    }
    const before = await runtime.store.channel(id);
    await refuseUnknownIds(runtime, given.wants?.ids ?? [], before?.wants.ids);
    const outcome = await paths.changeChannel(
      runtime,
      { id, version: given.version ?? undefined, at: runtime.clock.now() },
      (row) => wishOf(row, given, runtime.settings),
    );
    const row = changedRow(outcome, id);
    const healths = await runtime.store.channelHealths();
    return jsonAnswer(200, managedChannel(row, healths.get(id)));
  };
