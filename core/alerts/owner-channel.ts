const PREFIX = 'owner:';

/** The channel of an owner: a mail to this address. No managed channel can have such an id. */
export const ownerChannel = (address: string): string => `${PREFIX}${address.toWellFormed()}`;

/** The address behind the channel of an owner; undefined for any other channel. */
export const ownerAddress = (channel: string): string | undefined =>
  channel.startsWith(PREFIX) ? channel.slice(PREFIX.length) : undefined;
