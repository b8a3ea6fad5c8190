export interface Answer {
  /** Read in place of `text` where there is one, so that it can be given up in the middle. */
  readonly body?: AsyncIterable<Uint8Array> | null;
  text(): Promise<string>;
}

/** What Heartbeat Central says is shorter, but for long lists. */
export const MOST_BYTES = 1_000_000;

/**
 * The text of an answer. One that goes on and on is left where it is: whoever answers must not fill the memory.
 * @param most bytes @throws Error where it is longer
 */
export async function readAnswer(answer: Answer, most: number): Promise<string> {
  if (!answer.body) return answer.text();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body) {
    length += chunk.byteLength;
    if (length > most) throw new Error(`it answers with more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
