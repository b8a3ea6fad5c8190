import { about, type Random } from './random.ts';
import type { Member, Scene } from './scenario-shape.ts';
import type { Report, Speaker } from './speaker.ts';
import type { Stage } from './stage.ts';

/** How far a rhythm strays from its own. */
const STRAY = 0.15;

/** What it reports in a scene at its `beat`th time; undefined: nothing. */
function reportIn(scene: Scene | undefined, beat: number): Report | undefined {
  switch (scene?.what) {
    case undefined:
    case 'overrun':
      return 'up';
    case 'silent':
      return undefined;
    case 'flapping':
      return beat % 2 === 0 ? 'down' : 'up';
    default:
      return scene?.what;
  }
}

/** A member that sends heartbeats in its rhythm, until the stage is over or it is dismissed. */
export async function playBeats(
  stage: Stage,
  member: Member,
  speaker: Speaker,
  random: Random,
): Promise<void> {
  await stage.pause(Math.min(member.every, 2) * random());
  for (let beat = 0; !stage.isOver; beat++) {
    const scene = stage.sceneOf(member);
    const report = reportIn(scene, beat);
    const says = report === 'up' ? undefined : scene?.says;
    if (report && !(await stage.speak(member, () => speaker(report, says)))) return;
    await stage.pause(about(member.every, STRAY, random));
  }
}
