import type { Gap } from './hearing.ts';
import type { Owner } from './owner.ts';
import type { MonitorRef } from './ref.ts';
import type { Reason, Status } from './status.ts';

/** One change of status. Transitions of a life chain without gaps: n+1 starts where n ended. */
export interface Transition extends MonitorRef {
  readonly born: number;
  readonly sequence: number;
  readonly from: Status;
  readonly to: Status;
  readonly reason: Reason;
  readonly at: number;
  /** When the status that ends here began. */
  readonly fromSince: number;
  readonly lastBeatAt?: number | undefined;
  /** The name and tags at that time, so that the event needs no second read. */
  readonly name: string;
  readonly tags: readonly string[];
  /** Whose monitor it is, and the channels it names, at that time. */
  readonly owner?: Owner | undefined;
  readonly channels?: readonly string[] | undefined;
  /** The reporter's words, or for silence what was expected and when. */
  readonly message?: string | undefined;
  /** What the last heartbeat before a silence said; added when it is told, since the outbox must stay small. */
  readonly lastMessage?: string | undefined;
  /** A time in which we ourselves could not hear, within the silence that is told. */
  readonly gap?: Gap | undefined;
}

/** `<kind>/<id>/<born>/<sequence>`: what is deleted and comes back can never be taken for its old self. */
export const transitionId = (t: Pick<Transition, 'kind' | 'id' | 'born' | 'sequence'>): string =>
  `${t.kind}/${t.id}/${t.born}/${t.sequence}`;
