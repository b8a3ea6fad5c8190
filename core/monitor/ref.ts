export const KINDS = ['service', 'scheduler', 'daemon', 'application'] as const;
export type Kind = (typeof KINDS)[number];

export interface MonitorRef {
  readonly kind: Kind;
  readonly id: string;
}

/** Jobs report runs; the other kinds report that they are alive. */
export const reportsRuns = (kind: Kind): boolean => kind === 'scheduler';

/** Ids that are made by us and given once: after its end, nobody can ask for such a monitor again. */
export const livesOnce = (kind: Kind): boolean => kind === 'application';

/** The text form of a reference: `<kind>/<id>`, the subject of events. */
export const subjectOf = (ref: MonitorRef): string => `${ref.kind}/${ref.id}`;
