/** SQS takes the characters of XML 1.0: not U+FFFE and U+FFFF. Some emulators take none that need two units. */
const NOT_IN_QUEUES = /[\uD800-\uDFFF\uFFFE\uFFFF]/g;

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16)}`;

/** JSON that any queue takes as a message: the same value to who reads it, some characters written as escapes. */
export const queueJson = (value: object): string => JSON.stringify(value).replace(NOT_IN_QUEUES, escaped);
