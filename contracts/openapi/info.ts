import { grouped } from '../http/grouped.ts';
import {
  MOST_BATCH_ITEMS,
  MOST_BODY_BYTES,
  MOST_MESSAGE_LENGTH,
  MOST_METADATA_LENGTH,
} from '../http/limits.ts';

const DESCRIPTION = `
**Keys** are sent as \`Authorization: Bearer <key>\` or \`X-API-Key: <key>\`. An admin's key opens every route, a writer's
registers and reads, a reader's reads; the key of a monitor only sends its heartbeats.

**Bodies** are JSON, whatever \`Content-Type\` says, of at most ${MOST_BODY_BYTES / 1_024} KiB where a route says nothing else. Fields that are not named here are ignored where
nothing else is said, \`null\` stands for an absent one, and a known field of the wrong type is refused. A report is never refused for the size of its
message (${grouped(MOST_MESSAGE_LENGTH)} characters) or metadata (${MOST_METADATA_LENGTH / 1_024} KiB): these are cut, and the answer lists them as \`truncated\`. A batch has at most
${grouped(MOST_BATCH_ITEMS)} entries.

**Times** in answers are ISO 8601 in UTC with milliseconds; durations are seconds unless their name says otherwise. What counts is when
a heartbeat is received, never what its sender says about the time.

**Errors** are \`{ "error": "<sentence>" }\`, with \`issues\` (\`path\`, \`message\`) where a body or a parameter does not fit. An address that
nothing is at answers 404, another method 405 with \`Allow\`. After 429 and 503 wait for as many seconds as \`Retry-After\` says and send
it again; 500 is our fault and was logged. Every answer bears \`X-Request-Id\`: name it when you ask us about a request.

**A 2xx** means that what was sent is stored and survives a crash.
`;

/** Of lines that end where the source ends them, paragraphs. */
const paragraphs = (text: string): string => text.trim().replace(/(?<!\n)\n(?!\n)/g, ' ');

export const INFO = {
  title: 'Heartbeat Central',
  summary: 'Hears that things are alive, notices when one falls silent, and tells the right people once.',
  description: paragraphs(DESCRIPTION),
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
} as const;
