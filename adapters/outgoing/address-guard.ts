import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Where clouds hand out credentials, outside the ranges that are never let through. */
const METADATA_NETWORKS = [
  '100.100.100.200/32', // Alibaba, in the carrier-grade range
  '168.63.129.16/32', // Azure, a public address
  'fd00:ec2::/32', // AWS
  'fd20:ce::/32', // Google
  'fd00:c1::a9fe:a9fe/128', // Oracle
  'fd00:100::100:200/128', // Alibaba
  'fd00:a9fe:a9fe::/64', // Linode
  'fd00:42::42/128', // Scaleway
].map((network) => ipaddr.parseCIDR(network));

/** What an operator may open with `allowPrivateTargets`. Link-local never: the metadata services live there. */
const PRIVATE_RANGES: ReadonlySet<string> = new Set([
  'private',
  'loopback',
  'uniqueLocal',
  'carrierGradeNat',
]);

/** All IPv6 unicast ever assigned; ipaddr.js calls everything it does not know `unicast`. */
const ASSIGNED_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

const bytesToV4 = (bytes: readonly number[]): ipaddr.IPv4 => new ipaddr.IPv4([...bytes]);

/** ISATAP: within any prefix, an interface that a site reaches over IPv4. */
const isIsatap = (bytes: readonly number[]): boolean =>
  [0x00, 0x02].includes(bytes[8]!) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;

/** The IPv4 addresses that stand for an IPv6 address; none where it is one of its own. */
function innerIPv4(address: ipaddr.IPv6, bytes: readonly number[]): ipaddr.IPv4[] {
  if (address.match(NAT64)) return [bytesToV4(bytes.slice(12))];
  switch (address.range()) {
    case 'ipv4Mapped':
      return [bytesToV4(bytes.slice(12))];
    case '6to4':
      return [bytesToV4(bytes.slice(2, 6))];
    case 'teredo':
      // The server, and the client with its bits turned round.
      return [bytesToV4(bytes.slice(4, 8)), bytesToV4(bytes.slice(12).map((byte) => byte ^ 0xff))];
    default:
      return [];
  }
}

const isMetadata = (address: Address): boolean =>
  METADATA_NETWORKS.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );

function isPermittedItself(address: Address, allowPrivateTargets: boolean): boolean {
  if (isMetadata(address)) return false;
  const range = address.range();
  if (allowPrivateTargets && PRIVATE_RANGES.has(range)) return true;
  return range === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(ASSIGNED_UNICAST));
}

/** Undefined for what is no plain address, and for one that is bound to an interface (`fe80::1%eth0`). */
function parsed(text: string): Address | undefined {
  if (isIPv4(text)) return ipaddr.IPv4.parse(text);
  // ipaddr.js takes `::8.8.8.8` for `::ffff:8.8.8.8`, which the system does not; URL writes both in hex.
  const inHex = isIPv6(text) ? URL.parse(`http://[${text}]`)?.hostname : undefined;
  return inHex === undefined ? undefined : ipaddr.IPv6.parse(inHex.slice(1, -1));
}

/** All that an address leads to: itself, or the IPv4 addresses that it wraps. */
function destinations(address: Address): readonly Address[] {
  if (address instanceof ipaddr.IPv4) return [address];
  const bytes = address.toByteArray();
  const inner = innerIPv4(address, bytes);
  const outer = inner.length > 0 ? inner : [address];
  return isIsatap(bytes) ? [...outer, bytesToV4(bytes.slice(12))] : outer;
}

/**
 * May we connect to this literal address? Only global unicast, and with `allowPrivateTargets` private networks
 * and this machine. An IPv6 address that wraps IPv4 ones is judged by those. False for what is no address.
 */
export function isPermittedAddress(text: string, allowPrivateTargets: boolean): boolean {
  const address = parsed(text);
  return (
    address !== undefined && destinations(address).every((one) => isPermittedItself(one, allowPrivateTargets))
  );
}
