import type { CloudEvent } from './cloud-event.ts';

export type NoticeEvent = CloudEvent<
  'heartbeat-central.operator.notice.v1',
  { readonly subject: string; readonly text: string }
>;

/** The event of a plain notice to the operators. `id` is new for each notice; `source` is the public URL. */
export const toNoticeEvent = (
  notice: { readonly subject: string; readonly text: string },
  source: string,
  id: string,
): NoticeEvent => ({
  specversion: '1.0',
  type: 'heartbeat-central.operator.notice.v1',
  id,
  source,
  datacontenttype: 'application/json',
  data: { subject: notice.subject.toWellFormed(), text: notice.text.toWellFormed() },
});
