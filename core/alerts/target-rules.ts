/** What a value of a channel's target must look like, and the words for one that does not. */
interface Rule {
  readonly pattern: RegExp;
  readonly sentence: string;
}

/** One address: nothing that a mail header could read as more than one, or as another line. */
export const MAIL_ADDRESS: Rule = {
  pattern: /^[^\s@<>()[\],;:"\\\p{Cc}]{1,64}@[^\s@<>()[\],;:"\\\p{Cc}]{1,255}$/u,
  sentence: 'must be an e-mail address such as name@example.com',
};

export const MAIL_SERVER: Rule = {
  pattern: /^[\w.-]{1,253}$/,
  sentence: 'must be the name or address of the mail server, without smtp:// and without a port',
};

/** The standard asks for 24 to 64 bytes. */
export const SIGNING_SECRET: Rule = {
  pattern: /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/,
  sentence: 'must be whsec_ and 24 to 64 random bytes in base64: echo whsec_$(openssl rand -base64 32)',
};

export const ROUTING_KEY: Rule = {
  pattern: /^[A-Za-z0-9]{32}$/,
  sentence: 'must be the 32 letters and digits of an integration key of the Events API v2',
};

/** It becomes part of an address. */
export const BOT_TOKEN: Rule = {
  pattern: /^\d+:[\w-]{20,}$/,
  sentence: 'must be the token that BotFather gave, such as 123456:ABC-DEF...',
};

export const CHAT_ID: Rule = {
  pattern: /^(-?\d{1,20}|@\w{4,})$/,
  sentence: "must be a chat's number, such as -1001234567890, or a channel's name, such as @alerts",
};

/** It stands in a header as it is. */
export const TOKEN: Rule = {
  pattern: /^[!-~]+$/,
  sentence: 'must be letters, digits and signs of ASCII, without spaces',
};

export const PHONE_NUMBER: Rule = {
  pattern: /^\+[1-9]\d{6,14}$/,
  sentence: 'must be one number in international form, such as +491701234567',
};

export const SENDER_NUMBER: Rule = {
  pattern: /^(\+[1-9]\d{6,14}|\d{3,8})$/,
  sentence: 'must be a number in international form, such as +15005550006, or a short code',
};

/** Text messages to one number within an hour. */
export const MOST_SMS_PER_HOUR = 1_000;
