const LARGEST = 2n ** 63n - 1n;

/** An id has 15 digits or more; Discord refuses the whole message over a number that can be none of its own. */
const isUserId = (id: string): boolean => /^[1-9]\d{14,18}$/.test(id) && BigInt(id) <= LARGEST;

/** Those of the ids that can be users of Discord, each once: roles, `here` and `everyone` never are. */
export const discordUsers = (ids: readonly string[]): readonly string[] => [...new Set(ids.filter(isUserId))];
