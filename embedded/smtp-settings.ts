import { isIPv6 } from 'node:net';
import * as z from 'zod';
import { MAIL_SERVER } from '../core/alerts/target-rules.ts';
import { type Present, together } from './setting-groups.ts';
import { text, whole } from './setting-kinds.ts';

const host = text.refine((value) => isIPv6(value) || MAIL_SERVER.pattern.test(value), MAIL_SERVER.sentence);

export const SMTP_VARIABLES = {
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'must be a URL such as smtps://user:password@mail.example.com:465',
    })
    .optional(),
  SMTP_HOST: host.optional(),
  SMTP_SERVER: host.optional(),
  SMTP_PORT: whole(1, 65_535).default(587),
  SMTP_USERNAME: text.optional(),
  // As it is: a password may begin or end with a space.
  SMTP_PASSWORD: z.string().optional(),
};

type SmtpEnvironment = z.infer<z.ZodObject<typeof SMTP_VARIABLES>>;

/** Where TLS comes from the first byte; on every other port the connection is upgraded before anything is said. */
const TLS_PORT = 465;

/** The mail server as one URL, however it was named. */
export function smtpUrlOf(env: SmtpEnvironment): string | undefined {
  const name = env.SMTP_HOST ?? env.SMTP_SERVER;
  if (env.SMTP_URL !== undefined || name === undefined) return env.SMTP_URL;
  const { SMTP_PORT: port, SMTP_USERNAME: user, SMTP_PASSWORD: password = '' } = env;
  const credentials =
    user === undefined ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const protocol = port === TLS_PORT ? 'smtps' : 'smtp';
  return `${protocol}://${credentials}${isIPv6(name) ? `[${name}]` : name}:${port}`;
}

const PARTS = ['SMTP_SERVER', 'SMTP_HOST', 'SMTP_PORT', 'SMTP_USERNAME', 'SMTP_PASSWORD'];

/** What does not fit together about the mail server. */
export function smtpProblems(present: Present): string[] {
  const parts = PARTS.filter((name) => name in present);
  if ('SMTP_URL' in present && parts.length > 0) {
    return [
      `SMTP_URL and ${parts.join(', ')} both name the mail server: set SMTP_URL or the others, not both`,
    ];
  }
  if ('SMTP_HOST' in present && 'SMTP_SERVER' in present) {
    return ['SMTP_HOST and SMTP_SERVER are two names for one thing: set one of them'];
  }
  if ('ALERT_EMAIL' in present && !['SMTP_URL', 'SMTP_HOST', 'SMTP_SERVER'].some((name) => name in present)) {
    return ['SMTP_URL is needed to send e-mail to ALERT_EMAIL, or SMTP_HOST and what goes with it'];
  }
  return together(present, ['SMTP_USERNAME', 'SMTP_PASSWORD'], 'to log in to the mail server');
}
