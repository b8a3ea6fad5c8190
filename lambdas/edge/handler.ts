import { hash, timingSafeEqual } from 'node:crypto';
import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerResult as Verdict,
} from 'aws-lambda';

export type EdgeHandler = (
  event: Pick<APIGatewayRequestAuthorizerEventV2, 'identitySource'>,
) => Promise<Verdict>;

/**
 * Lets in what bears the key that CloudFront adds to each request, and nothing that came around it.
 * @param readKey is asked once in a process's life, and again only where that failed.
 */
export function createEdgeHandler(readKey: () => Promise<string>): EdgeHandler {
  let expected: Promise<Buffer> | undefined;
  const keyHash = async (): Promise<Buffer> => {
    expected ??= readKey().then(hashOf);
    try {
      return await expected;
    } catch (error) {
      expected = undefined;
      throw error;
    }
  };
  return async ({ identitySource }) => {
    const presented = identitySource?.[0];
    if (!presented) return { isAuthorized: false };
    return { isAuthorized: timingSafeEqual(hashOf(presented), await keyHash()) };
  };
}

/** Hashes are of one length, and comparing them takes the same time whatever was guessed. */
const hashOf = (key: string): Buffer => hash('sha256', key, 'buffer');
