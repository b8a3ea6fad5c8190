import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPermittedAddress } from './address-guard.ts';
import { forbiddenTarget } from './host-guard.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a name. Rejects where it has none. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

export const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true });

/** One forbidden address among them is enough: a public receiver has no reason to name a private one. */
async function permittedAddresses(
  host: string,
  resolve: Resolve,
  allowPrivateTargets: boolean,
): Promise<[ResolvedAddress, ...ResolvedAddress[]]> {
  const [first, ...others] = await resolve(host);
  if (!first) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  const all = [first, ...others];
  if (!all.every(({ address }) => isPermittedAddress(address, allowPrivateTargets)))
    throw forbiddenTarget(host);
  return [first, ...others];
}

/**
 * A `lookup` for Node's sockets: the addresses it hands over are the ones connected to, so a name that leads
 * elsewhere at a second look (DNS rebinding) gains nothing. Sockets do not ask it about literal addresses.
 */
export const guardedLookup =
  (resolve: Resolve, allowPrivateTargets: boolean): LookupFunction =>
  (host, options, callback) => {
    permittedAddresses(host, resolve, allowPrivateTargets).then(
      (addresses) => {
        if (options.all) callback(null, [...addresses]);
        else callback(null, addresses[0].address, addresses[0].family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, ''),
    );
  };
