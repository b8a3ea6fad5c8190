/** A batch of 1,000 items of 262 characters fits. */
export const MOST_BODY_BYTES = 256 * 1_024;
/**
 * A report of a failure may bear a whole stack trace, as its message and in its metadata too: 1 MB of text becomes
 * 2 MB and more of JSON. What is too long of it is cut, so it must be read first. A Lambda function gets at most 6 MB.
 */
export const MOST_REPORT_BYTES = 5 * 1_024 * 1_024;
export const MOST_BATCH_ITEMS = 1_000;
/** Longer messages of a beat are cut, never refused. */
export const MOST_MESSAGE_LENGTH = 2_000;
/** Larger metadata of a beat is cut, never refused; 8 KiB keep a beat at 9 write units at most. */
export const MOST_METADATA_LENGTH = 8 * 1_024;
/** Nothing that people write nests deeper; what is deeper would overflow the stack of a JSON writer. */
export const MOST_METADATA_DEPTH = 32;

export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/;
export const ID_SENTENCE =
  'must be 1 to 128 characters, letters, digits and . _ : @ -, and begin with a letter or digit';
