import ipaddr from 'ipaddr.js';

/** As some proxies forward it. */
const IPV4_WITH_PORT = /^(\d+\.\d+\.\d+\.\d+):\d+$/;
const IN_BRACKETS = /^\[([^\]]*)\](?::\d+)?$/;
const NETWORK_GROUPS = 4;

/**
 * Whom limits count as one sender: an IPv4 address, or an IPv6 network of /64, since whoever has one address of it has
 * all 2^64. What is no address counts as it is.
 */
export function sourceNetwork(source: string): string {
  if (!source.includes(':')) return source;
  const address = IN_BRACKETS.exec(source)?.[1] ?? IPV4_WITH_PORT.exec(source)?.[1] ?? source;
  if (!ipaddr.IPv6.isValid(address)) return address;
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  const network = parsed.parts.slice(0, NETWORK_GROUPS).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}
