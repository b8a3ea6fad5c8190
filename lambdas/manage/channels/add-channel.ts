import { managedChannel } from '../../../contracts/channels/from-core/channel.ts';
import { newChannel } from '../../../contracts/channels/schemas/channel.ts';
import { toTarget } from '../../../contracts/channels/to-core/target.ts';
import { toWants } from '../../../contracts/channels/to-core/wants.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import * as paths from '../../../core/paths/manage-channels.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { changedRow } from './channel-in-path.ts';
import { refuseUnknownIds } from './known-ids.ts';

/** `POST /api/channels`: its secrets are sealed before they are stored. */
export const addChannel =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const { id, name, type, config, wants, ...flags } = fitting(newChannel, jsonBody(event));
    const wish: paths.NewChannel = {
      id: id ?? undefined,
      name,
      type,
      wants: toWants(wants),
      isDefault: flags.default ?? false,
      enabled: flags.enabled ?? true,
      target: toTarget(type, config, runtime.settings),
    };
    await refuseUnknownIds(runtime, wants?.ids ?? []);
    const outcome = await paths.addChannel(runtime, wish, runtime.clock.now());
    const row = changedRow(outcome, id ?? name);
    return jsonAnswer(201, managedChannel(row, undefined), { location: `/api/channels/${row.id}` });
  };
