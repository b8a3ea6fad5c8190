import { accepts } from '../../core/monitor/credential.ts';
import { keptMessage } from '../../core/monitor/kept-message.ts';
import type { SteadyState } from '../../core/monitor/signal.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { BeatRecord, SteadyBeat } from '../../core/ports/monitor-store.ts';
import type { BeatLog } from './beat-log.ts';
import { type Heard, isAlive, type Life } from './heard.ts';
import type { HeardState } from './heard-state.ts';

/** A closed life is over, even if a run was open in it. */
const isIn = (heard: Heard, { status }: Life, state: SteadyState): boolean =>
  'status' in state ? status === state.status : status !== 'closed' && heard.runs.has(state.run);

/** What a steady beat changes of its monitor: also done again from the log after a crash. */
export function applySteady(heard: Heard, record: BeatRecord, run: string | undefined): void {
  heard.lastBeatAt = record.at;
  heard.lastMessage = keptMessage(record.message) ?? heard.lastMessage;
  heard.vitals = record.vitals ?? heard.vitals;
  if (run !== undefined) heard.runs = new Map(heard.runs).set(run, record.at);
}

/** The hot path: conditions are judged in memory, and one row is appended to the log. */
export class SteadyBeats {
  readonly #state: HeardState;
  readonly #log: BeatLog;
  readonly #clock: Clock;

  constructor(state: HeardState, log: BeatLog, clock: Clock) {
    this.#state = state;
    this.#log = log;
    this.#clock = clock;
  }

  /** Inside a write. */
  record(beats: readonly SteadyBeat[]): boolean[] {
    const now = this.#clock.now();
    return beats.map((beat) => this.#recordOne(beat, now));
  }

  #recordOne({ ref, state, credential, record }: SteadyBeat, now: number): boolean {
    const heard = this.#state.find(ref);
    const life = heard?.life;
    if (!heard || !life || !isAlive(life, now) || life.counting) return false;
    if (!accepts(life, credential) || !isIn(heard, life, state)) return false;
    if (heard.lastBeatAt !== undefined && heard.lastBeatAt > record.at) return false;
    const run = 'run' in state ? state.run : undefined;
    this.#state.changing(heard);
    this.#log.append(heard, record, { steady: true, run });
    applySteady(heard, record, run);
    return true;
  }
}
