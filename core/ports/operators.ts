/** The people who run Heartbeat Central itself. */
export interface Operators {
  /** A plain sentence for them; never rejects. */
  tell(notice: { readonly subject: string; readonly text: string }): Promise<void>;
}
