import { Refused } from './api.ts';
import type { DemoClock } from './clock.ts';
import type { Member, Scenario, Scene } from './scenario-shape.ts';
import { momentAt, sceneOf } from './scene-of.ts';

/** Its sender is not wanted any more: somebody removed it, or changed its key. */
const DISMISSED: readonly number[] = [401, 404];

export interface StageParts {
  readonly scenario: Scenario;
  /** The scenario is not repeated, but stays at its interesting moment. */
  readonly once: boolean;
  readonly clock: DemoClock;
  /** Ends the play. */
  readonly signal: AbortSignal;
  /** Is told in a sentence what a member could not do. */
  readonly complain: (sentence: string) => void;
}

/** Where the members play: knows the time, what happens to whom, and when it is over. */
export class Stage {
  private readonly parts: StageParts;
  private readonly begunAt: number;

  constructor(parts: StageParts) {
    this.parts = parts;
    this.begunAt = parts.clock.now();
  }

  get isOver(): boolean {
    return this.parts.signal.aborted;
  }

  now(): number {
    return this.parts.clock.now();
  }

  sceneOf(member: Member): Scene | undefined {
    const { scenario, once, clock } = this.parts;
    const elapsed = (clock.now() - this.begunAt) / 1_000;
    return sceneOf(scenario.scenes, member, momentAt(scenario, elapsed, once));
  }

  pause(seconds: number): Promise<void> {
    return this.parts.clock.pause(seconds * 1_000, this.parts.signal);
  }

  /** Lets a member speak. @returns false where it is to leave: it was dismissed, or the play is over. */
  async speak(member: Member, speech: () => Promise<unknown>): Promise<boolean> {
    try {
      await speech();
    } catch (error) {
      // Ctrl-C reaches the server too, and it may be gone before we know that this is the end.
      if (!(error instanceof Refused)) await this.pause(1);
      if (this.isOver) return false;
      const isDismissed = error instanceof Refused && DISMISSED.includes(error.status);
      const why = error instanceof Error ? error.message : String(error);
      this.parts.complain(`${member.name} ${isDismissed ? 'leaves the demo' : 'was not heard'}: ${why}`);
      return !isDismissed;
    }
    return !this.isOver;
  }
}
