import { KINDS, type Kind, type MonitorRef } from './ref.ts';
import { transitionId } from './transition.ts';

/** Which transition: what history finds it by. */
export interface TransitionName {
  readonly ref: MonitorRef;
  readonly born: number;
  readonly sequence: number;
}

const isKind = (text: string): text is Kind => KINDS.some((kind) => kind === text);

/** The transition that `<kind>/<id>/<born>/<sequence>` names; undefined where the text is not such an id. */
export function transitionNamed(text: string): TransitionName | undefined {
  // From both ends: an id of whatever dialect may hold a slash.
  const [, kind = '', id = '', born, sequence] = /^([a-z]+)\/(.+)\/(\d+)\/(\d+)$/su.exec(text) ?? [];
  if (!isKind(kind)) return undefined;
  const name = { ref: { kind, id }, born: Number(born), sequence: Number(sequence) };
  return transitionId({ ...name.ref, ...name }) === text ? name : undefined;
}
