import { isIP } from 'node:net';
import { ChannelRefused } from '../../core/ports/channel.ts';

/** Plain addresses only: nothing that a mail header could read as more than one address, or as another line. */
const ADDRESS = /^[^\s@<>()[\],;:"\\\p{Cc}]{1,64}@[^\s@<>()[\],;:"\\\p{Cc}]{1,255}$/u;

/** One plain address. Throws ChannelRefused. */
export function parseAddress(text: string): string {
  const address = text.trim();
  if (!ADDRESS.test(address)) {
    throw new ChannelRefused('An e-mail address must look like name@example.com.');
  }
  return address;
}

/** Addresses separated by commas, at least one, each once. Throws ChannelRefused. */
export function parseAddresses(text: string): string[] {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  if (parts.length === 0) throw new ChannelRefused('No e-mail address is given.');
  return [...new Set(parts.map(parseAddress))];
}

/** The host that stands in sender addresses and Message-IDs; a bare IP address has no place there. */
export function mailHostOf(publicUrl: string): string {
  const host = URL.parse(publicUrl)?.hostname ?? '';
  return host === '' || host.startsWith('[') || isIP(host) ? 'localhost' : host;
}
