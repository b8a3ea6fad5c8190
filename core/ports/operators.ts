export const NOTICE_KINDS = ['hearing', 'judging', 'delivery'] as const;

export interface Notice {
  /** What may come in numbers is held back by it: many notices of one kind become few messages. */
  readonly kind: (typeof NOTICE_KINDS)[number];
  readonly subject: string;
  readonly text: string;
}

/** The people who run Heartbeat Central itself. */
export interface Operators {
  /** A plain sentence for them. Never rejects. @returns whether it is on its way. */
  tell(notice: Notice): Promise<boolean>;
}
