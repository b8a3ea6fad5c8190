import type { HttpHandler } from '../runtime/endpoint.ts';
import { headerOf } from '../runtime/presented-key.ts';
import type { Environment } from './environment.ts';

/**
 * Behind CloudFront the gateway sees CloudFront's address; the sender's stands in the header that VIEWER_ADDRESS_HEADER names.
 * Nobody else can set it: CloudFront writes over it, and nothing comes around CloudFront.
 */
export function withViewerAddress(env: Environment, handle: HttpHandler): HttpHandler {
  const header = env.VIEWER_ADDRESS_HEADER;
  if (!header) return handle;
  return async (event) => {
    const sourceIp = headerOf(event, header);
    if (!sourceIp) return handle(event);
    const { requestContext } = event;
    return handle({
      ...event,
      requestContext: { ...requestContext, http: { ...requestContext.http, sourceIp } },
    });
  };
}
