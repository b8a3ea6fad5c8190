/** Who answers for a monitor. */
export interface Owner {
  readonly email?: string | undefined;
  /** Who is mentioned in chats: a member's id there. */
  readonly alertUserId?: string | undefined;
}
