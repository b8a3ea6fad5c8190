/** What the scenario is made of. All durations in seconds of the demo, in which a working day takes minutes. */

/** What every monitor of the fleet has. */
interface AnyMember {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly owner?: string;
  /** Between two heartbeats; of a job, from the end of a run to the start of the next. */
  readonly every: number;
  /** Where it is to be late or down otherwise than `patienceOf` says. */
  readonly lateAfter?: number;
  readonly downAfter?: number;
  /** It is registered and never speaks, or is paused after its first heartbeat. */
  readonly is?: 'unheard' | 'paused';
}

export interface ServiceMember extends AnyMember {
  readonly kind: 'service';
}

/** Its name is `<service> / <job>`. */
export interface JobMember extends AnyMember {
  readonly kind: 'scheduler';
  readonly takes: number;
  readonly longestRun: number;
  /** A cron expression and its zone in place of an interval. */
  readonly schedule?: readonly [expression: string, timezone: string];
  /** Between two heartbeats of a run; it sends none without. */
  readonly beats?: number;
}

export interface DaemonMember extends AnyMember {
  readonly kind: 'daemon';
  readonly version: string;
  readonly capabilities: readonly string[];
  /** What it does between two heartbeats, and how long each task takes, about. */
  readonly tasks: number;
  readonly responseMs: number;
}

export interface ApplicationMember extends AnyMember {
  readonly kind: 'application';
  /** What its heartbeats say, as the output of a script would. */
  readonly prints: string;
}

export type Member = ServiceMember | JobMember | DaemonMember | ApplicationMember;

/**
 * `down`: it reports a failure; a job's runs fail. `degraded`: it reports trouble. `silent`: it says nothing, a job does
 * not start. `flapping`: every other report is a failure. `overrun`: a job's run does not end before the scene does.
 */
export type Happening = 'down' | 'degraded' | 'silent' | 'flapping' | 'overrun';

/** What happens to whom, from when to when. */
export interface Scene {
  readonly from: number;
  readonly to: number;
  /** An id, or all that bear a tag. */
  readonly who: { readonly id: string } | { readonly tag: string };
  readonly what: Happening;
  /** What they report; may have many lines. */
  readonly says?: string;
}

/** A channel of the demo: it leads to the demo's own receiver, which answers with this status. */
export interface DemoChannel {
  readonly id: string;
  readonly name: string;
  readonly answers: number;
  readonly wants?: { readonly tags?: readonly string[]; readonly kinds?: readonly string[] };
}

export interface Scenario {
  readonly members: readonly Member[];
  readonly scenes: readonly Scene[];
  readonly channels: readonly DemoChannel[];
  /** After so long it begins anew. */
  readonly length: number;
  /** The moment of `--once`: what happens then goes on. */
  readonly still: number;
  /** How the monitors (by id) are shown then; all others are up, or running. */
  readonly shownThen: Readonly<Record<string, readonly string[]>>;
}

/** When a member is late and when it is down, in seconds of silence: twice and four times its rhythm. */
export function patienceOf(member: Member): { readonly lateAfter: number; readonly downAfter: number } {
  const round = member.every + (member.kind === 'scheduler' ? member.takes : 0);
  const { lateAfter = round * 2, downAfter = Math.max(lateAfter, round * 4) } = member;
  return { lateAfter, downAfter };
}
