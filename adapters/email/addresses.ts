import { isIP } from 'node:net';
import { MAIL_ADDRESS } from '../../core/alerts/target-rules.ts';
import { ChannelRefused } from '../../core/ports/channel.ts';

/** One plain address. Throws ChannelRefused. */
export function parseAddress(text: string): string {
  const address = text.trim();
  if (!MAIL_ADDRESS.pattern.test(address)) {
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
