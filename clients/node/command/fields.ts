/** What a file or an answer says of one monitor or channel, by name. */
export type Fields = Readonly<Record<string, unknown>>;
