import * as z from 'zod';

/** What an option may be. Every sentence says what it must be and gives an example; none repeats what was given. */

export const oneOf = <const T extends readonly string[]>(name: string, values: T) =>
  z.enum(values, `must be ${values.join(' or ')}: -c ${name}=${values[0]}`);

export const flag = (name: string) => oneOf(name, ['true', 'false']).transform((value) => value === 'true');

const numberWhere = (fits: (n: number) => boolean, rule: string) =>
  z
    .string()
    .refine((value) => /^\d{1,6}$/.test(value) && fits(Number(value)), rule)
    .transform(Number);

/** @param usual what it is if not given, and the example */
export const whole = (name: string, min: number, max: number, usual: number) =>
  numberWhere(
    (n) => n >= min && n <= max,
    `must be a whole number from ${min} to ${max}: -c ${name}=${usual}`,
  ).default(usual);

/** Where it is not given, the functions know the usual. */
export const perMinute = (name: string) =>
  numberWhere(
    (n) => n >= 1 && n <= 1_000_000,
    `must be a whole number from 1 to 1000000: -c ${name}=600`,
  ).optional();

/** The days that CloudWatch Logs knows. */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const retention = (name: string) =>
  numberWhere(
    (days) => RETENTIONS.includes(days),
    `must be one of ${RETENTIONS.join(', ')} (days): -c ${name}=30`,
  );

export const emails = (name: string) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(',').map((address) => address.trim()))])
    .pipe(z.array(z.email(`must be e-mail addresses, separated by commas: -c ${name}=ops@example.com`)));

export const email = (name: string) =>
  z.email(`must be one e-mail address that SES verified: -c ${name}=heartbeats@example.com`);

const PARAMETER_NAME = /^\/?[\w.-]+(\/[\w.-]+){0,14}$/;
const URL_LIKE = /:\/\/|^\/\/|hooks\.slack|\.(com|net|org|io|dev)(\/|$)/i;
/** Nobody gives a parameter a name like this; the end of a webhook's URL looks so. */
const RANDOM_LIKE = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{20,}$/;

const looksSecret = (value: string): boolean =>
  URL_LIKE.test(value) || value.split(/[/.-]/).some((part) => RANDOM_LIKE.test(part));

/** The name of a parameter of SSM; what looks like its value is refused before it stands in a template. */
export const parameterName = (name: string) =>
  z
    .string()
    .refine((value) => !looksSecret(value), {
      error: `must be the NAME of an SSM parameter, and looks like the URL or secret in one. Store that with "aws ssm put-parameter --type SecureString --name /heartbeat/hook --value ...", then give -c ${name}=/heartbeat/hook`,
      abort: true,
    })
    .refine(
      (value) => PARAMETER_NAME.test(value) && !/^\/?(aws|ssm)/i.test(value),
      `must be the name of an SSM parameter, not beginning with aws or ssm: -c ${name}=/heartbeat/hook`,
    );

export const webAclArn = (name: string) =>
  z
    .string()
    .regex(
      /^arn:aws[\w-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
      `must be the ARN of a web ACL for CloudFront, which begins with arn:aws:wafv2:us-east-1: (aws wafv2 list-web-acls --scope CLOUDFRONT --region us-east-1 shows it): -c ${name}=arn:...`,
    );
