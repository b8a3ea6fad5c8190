import PQueue from 'p-queue';

/** Enough to hide the latency of one receiver, few enough not to flood it. */
const AT_A_TIME = 16;

/** Runs tasks one after another within a lane, and at most a few at a time within a group of lanes. */
export class Lanes {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly groups = new Map<string, PQueue>();

  /** Groups that have something to do. */
  get groupCount(): number {
    return this.groups.size;
  }

  /** `task` must not reject. */
  run(lane: string, group: string, task: () => Promise<void>): void {
    const before = this.tails.get(lane);
    const queued = (before ?? Promise.resolve()).then(() => this.group(group).add(task));
    const tail = queued.then(() => {
      if (this.tails.get(lane) === tail) this.tails.delete(lane);
      this.forgetIfIdle(group);
    });
    this.tails.set(lane, tail);
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values());
  }

  /** Channels of owners come and go. */
  private forgetIfIdle(name: string): void {
    const group = this.groups.get(name);
    if (group?.size === 0 && group.pending === 0) this.groups.delete(name);
  }

  private group(name: string): PQueue {
    const known = this.groups.get(name);
    if (known) return known;
    const made = new PQueue({ concurrency: AT_A_TIME });
    this.groups.set(name, made);
    return made;
  }
}
