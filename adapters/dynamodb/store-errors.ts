import { StoreUnavailable } from '../../core/ports/monitor-store.ts';

/** What an error of the SDK says about itself. Its class is not asked for: bundles and tests may hold two of it. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  /** Of the network, such as ECONNREFUSED. */
  readonly code?: string | undefined;
  readonly $metadata?: { readonly attempts?: number | undefined } | undefined;
}

const isSdkError = (error: unknown): error is SdkError =>
  typeof error === 'object' && error !== null && 'name' in error && 'message' in error;

export const isConditionFailed = (error: unknown): boolean =>
  isSdkError(error) && error.name === 'ConditionalCheckFailedException';

/**
 * Whether the request was sent more than once: its first sending may have been carried out with the answer lost,
 * and then it failed on its own success.
 */
export const wasRepeated = (error: unknown): boolean =>
  isSdkError(error) && (error.$metadata?.attempts ?? 1) > 1;

const isTooLarge = ({ name, message }: SdkError): boolean =>
  name === 'ItemCollectionSizeLimitExceededException' ||
  (name === 'ValidationException' && /item size/i.test(message));

/** A request that no repetition makes right: a mistake of ours, and not a failure of the store. */
const MALFORMED: ReadonlySet<string> = new Set([
  'ValidationException',
  'SerializationException',
  'TypeError',
  'RangeError',
  'ReferenceError',
]);

const TOO_LARGE = 'An item is larger than DynamoDB keeps (400 KB)';

/**
 * An error of the SDK in the port's words. Only its name is told: messages may bear account numbers and
 * addresses, which stay in the cause, for the log.
 */
export function translated(error: unknown): Error {
  if (error instanceof StoreUnavailable) return error;
  if (!isSdkError(error)) return new StoreUnavailable('DynamoDB cannot be used', { cause: error });
  if (isTooLarge(error)) return new StoreUnavailable(TOO_LARGE, { cause: error });
  if (MALFORMED.has(error.name)) {
    return new Error(`DynamoDB was asked for something malformed (${error.name})`, { cause: error });
  }
  return new StoreUnavailable(`DynamoDB cannot be used (${error.code ?? error.name})`, { cause: error });
}
