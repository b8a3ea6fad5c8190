import type { CloudEvent } from './cloud-event.ts';

export type TestEvent = CloudEvent<
  'heartbeat-central.channel.test.v1',
  { readonly channel: string; readonly text: string }
>;

/** The event of a channel that is tried. `at` is epoch ms; `id` is new for each; `source` is the public URL. */
export const toTestEvent = (
  test: { readonly channel: string; readonly at: number },
  source: string,
  id: string,
): TestEvent => ({
  specversion: '1.0',
  type: 'heartbeat-central.channel.test.v1',
  id,
  source,
  time: new Date(test.at).toISOString(),
  datacontenttype: 'application/json',
  data: { channel: test.channel.toWellFormed(), text: 'Test: nothing is wrong.' },
});
