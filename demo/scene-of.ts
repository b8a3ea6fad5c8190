import type { Member, Scenario, Scene } from './scenario-shape.ts';

/** Where the scenario stands after so many seconds: from its beginning again, or still with `once`. */
export const momentAt = ({ length, still }: Scenario, elapsed: number, once: boolean): number =>
  once ? Math.min(elapsed, still) : elapsed % length;

const concerns = ({ who }: Scene, { id, tags }: Member): boolean =>
  'id' in who ? who.id === id : tags.includes(who.tag);

/** What happens to a member at this moment of the scenario; undefined where all is well. */
export const sceneOf = (scenes: readonly Scene[], member: Member, moment: number): Scene | undefined =>
  scenes.find((scene) => scene.from <= moment && moment < scene.to && concerns(scene, member));
