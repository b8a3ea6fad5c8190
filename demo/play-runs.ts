import { about, type Random } from './random.ts';
import type { JobMember } from './scenario-shape.ts';
import type { RunSpeaker } from './speaker.ts';
import type { Stage } from './stage.ts';

const STRAY = 0.25;
/** How often a run that overruns looks whether it may end, seconds. */
const LOOK_EVERY = 1;

/** Works for so long, and until nothing holds it up any more. @returns false where it was dismissed */
async function work(stage: Stage, member: JobMember, job: RunSpeaker, seconds: number): Promise<boolean> {
  const endsAt = stage.now() + seconds * 1_000;
  while (!stage.isOver) {
    const secondsLeft = (endsAt - stage.now()) / 1_000;
    if (secondsLeft <= 0 && stage.sceneOf(member)?.what !== 'overrun') break;
    const left = secondsLeft > 0 ? secondsLeft : LOOK_EVERY;
    await stage.pause(Math.min(member.beats ?? left, left));
    if (member.beats && !stage.isOver && !(await stage.speak(member, () => job.alive()))) return false;
  }
  return true;
}

/** One run from its start to its end. @returns false where it was dismissed */
async function run(stage: Stage, member: JobMember, job: RunSpeaker, random: Random): Promise<boolean> {
  const begunAt = stage.now();
  if (!(await stage.speak(member, () => job.started()))) return false;
  if (!(await work(stage, member, job, about(member.takes, STRAY, random)))) return false;
  if (stage.isOver) return false;
  const scene = stage.sceneOf(member);
  const tookMs = stage.now() - begunAt;
  return stage.speak(member, () =>
    scene?.what === 'down' ? job.failed(tookMs, scene.says ?? 'failed') : job.completed(tookMs),
  );
}

/** A job that runs in its rhythm, until the stage is over or it is dismissed. */
export async function playRuns(
  stage: Stage,
  member: JobMember,
  job: RunSpeaker,
  random: Random,
): Promise<void> {
  await stage.pause(Math.min(member.every, 3) * random());
  while (!stage.isOver) {
    if (stage.sceneOf(member)?.what !== 'silent' && !(await run(stage, member, job, random))) return;
    await stage.pause(about(member.every, STRAY, random));
  }
}
