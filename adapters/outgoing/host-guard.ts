import { isIP } from 'node:net';
import { isPermittedAddress } from './address-guard.ts';
import { OutgoingError } from './outgoing-error.ts';

/** Names under which clouds hand out credentials: refused whatever they lead to. */
const METADATA_NAMES: ReadonlySet<string> = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'api.metadata.cloud.ibm.com',
  'instance-data',
  'instance-data.ec2.internal',
]);

const LOCAL_NAMES = /(^|\.)(localhost|localdomain|local|internal|home\.arpa)$/;

/** A URL's host as a plain name or address: no brackets, no last dots, lower case. */
export const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '');

function isPermittedHost(host: string, allowPrivateTargets: boolean): boolean {
  if (isIP(host)) return isPermittedAddress(host, allowPrivateTargets);
  if (host === '' || METADATA_NAMES.has(host)) return false;
  return allowPrivateTargets || !LOCAL_NAMES.test(host);
}

/** The sentence for a target that we never connect to. */
export const forbiddenTarget = (host: string): OutgoingError =>
  new OutgoingError('forbidden', `${host} is not a public address, and only those are allowed.`);

/** Throws OutgoingError for a host that may never be reached, before any name is looked up. */
export function assertPermittedHost(host: string, allowPrivateTargets: boolean): void {
  if (!isPermittedHost(host, allowPrivateTargets)) throw forbiddenTarget(host);
}
