/** A CloudEvent 1.0 in JSON, structured mode. */
export interface CloudEvent<Type extends string, Data> {
  readonly specversion: '1.0';
  readonly type: Type;
  /** Unique within `source`: the same id is the same event, sent again. */
  readonly id: string;
  /** The public address of the Heartbeat Central that tells it. */
  readonly source: string;
  readonly subject?: string;
  /** ISO 8601, UTC. */
  readonly time?: string;
  readonly datacontenttype: 'application/json';
  readonly data: Data;
}

export const CLOUD_EVENT_MEDIA_TYPE = 'application/cloudevents+json';
