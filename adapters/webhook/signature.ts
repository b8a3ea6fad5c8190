import { createHmac } from 'node:crypto';

export interface Signed {
  readonly secret: string;
  /** The same for the same event, however often it is sent. */
  readonly id: string;
  /** When this attempt is made, epoch ms. */
  readonly at: number;
  readonly body: string;
}

const PREFIX = 'whsec_';

/** A full stop parts what is signed, so none may stand in the id: a monitor's own id may hold one. */
const headerId = (id: string): string => id.replaceAll('.', '%2E');

/** The headers of Standard Webhooks, by which a receiver knows who sent a body and when. Pure. */
export function signatureHeaders({ secret, id, at, body }: Signed): Record<string, string> {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const timestamp = Math.floor(at / 1_000);
  const name = headerId(id);
  const signature = createHmac('sha256', key).update(`${name}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': name,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
