import { describe, expect, test } from '@jest/globals';
import { type Options, OptionsError, readOptions } from '../../lib/context.ts';

const DEFAULTS: Options = {
  stage: 'dev',
  alertEmails: [],
  textMessages: false,
  dashboardAccess: 'private',
  throttleRate: 500,
  throttleBurst: 1_000,
  judgeConcurrency: 2,
  notifyConcurrency: 2,
  logLevel: 'info',
  alarms: true,
  cdn: false,
};

const ACL = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/mine/0a1b2c';
const SLACK_URL = 'https://hooks.slack.com/services/T0123/B0123/aBcDeFgHiJkLmNoPqRsT1234';

/** The lines of the refusal, without what frames them. */
function problemsOf(context: Record<string, unknown>): string[] {
  try {
    readOptions(context);
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError);
    return (error as Error).message.split('\n').slice(1, -1);
  }
  throw new Error('These options were accepted');
}

describe('options of the stack', () => {
  test('have a default each, so that nothing needs to be given', () => {
    expect(readOptions({})).toEqual(DEFAULTS);
  });

  test("are told apart from the CDK's own context", () => {
    const context = {
      '@aws-cdk/core:stackRelativeExports': true,
      'aws:cdk:bundling-stacks': [],
      'cli-telemetry': false,
      'availability-zones:account=1:region=eu-west-1': ['a'],
    };
    expect(readOptions(context)).toEqual(DEFAULTS);
  });

  test('that are empty count as absent', () => {
    expect(readOptions({ stage: ' ', alertEmails: '', cdn: undefined, servicesFile: null })).toEqual(
      DEFAULTS,
    );
  });

  test.each<[Record<string, unknown>, Partial<Options>]>([
    [{ stage: 'prod' }, { stage: 'prod' }],
    [
      { alertEmails: ' a@example.com, b@example.com,a@example.com ' },
      { alertEmails: ['a@example.com', 'b@example.com'] },
    ],
    [{ slackWebhookParameter: '/heartbeat/slack' }, { slackWebhookParameter: '/heartbeat/slack' }],
    [{ webhookParameter: 'heartbeat-hook' }, { webhookParameter: 'heartbeat-hook' }],
    [
      { webhookParameter: '/prod/Heartbeat.Central/hook_2' },
      { webhookParameter: '/prod/Heartbeat.Central/hook_2' },
    ],
    [
      { mailFrom: ' hb@example.com', textMessages: true },
      { mailFrom: 'hb@example.com', textMessages: true },
    ],
    [{ dashboardAccess: 'public' }, { dashboardAccess: 'public' }],
    [
      { throttleRate: '1', throttleBurst: 5_000 },
      { throttleRate: 1, throttleBurst: 5_000 },
    ],
    [{ keyPerMinute: '50000' }, { keyPerMinute: 50_000 }],
    [
      { logRetentionDays: '30', logLevel: 'debug' },
      { logRetentionDays: 30, logLevel: 'debug' },
    ],
    [
      { judgeConcurrency: '10', notifyConcurrency: '50' },
      { judgeConcurrency: 10, notifyConcurrency: 50 },
    ],
    [
      { alertEmails: 'a@example.com', judgeConcurrency: '9' },
      { alertEmails: ['a@example.com'], judgeConcurrency: 9 },
    ],
    [{ servicesFile: 'my-services.json' }, { servicesFile: 'my-services.json' }],
    [
      { alarms: 'false', cdn: true, webAclArn: ACL },
      { alarms: false, cdn: true, webAclArn: ACL },
    ],
  ])('%j are read', (context, expected) => {
    expect(readOptions(context)).toEqual({ ...DEFAULTS, ...expected });
  });

  test.each<[Record<string, unknown>, RegExp]>([
    [{ stage: 'staging' }, /^ {2}stage must be dev or prod: -c stage=dev$/],
    [
      { alertEmails: 'a@example.com;b@example.com' },
      /alertEmails must be e-mail addresses, separated by commas/,
    ],
    [{ alertEmails: 'a@example.com,' }, /alertEmails must be e-mail addresses/],
    [{ mailFrom: 'example.com' }, /mailFrom must be one e-mail address that SES verified: -c mailFrom=/],
    [{ mailFrom: 'a@example.com,b@example.com' }, /mailFrom must be one e-mail address/],
    [{ textMessages: 'yes' }, /textMessages must be true or false: -c textMessages=true/],
    [{ dashboardAccess: 'open' }, /dashboardAccess must be private or public/],
    [{ throttleRate: '0' }, /throttleRate must be a whole number from 1 to 10000: -c throttleRate=500/],
    [{ throttleRate: '1.5' }, /throttleRate must be a whole number/],
    [{ keyPerMinute: '0' }, /keyPerMinute must be a whole number from 1 to 1000000/],
    [{ throttleBurst: '5001' }, /throttleBurst must be a whole number from 1 to 5000/],
    [{ judgeConcurrency: '1' }, /judgeConcurrency must be a whole number from 2 to 1000/],
    [{ notifyConcurrency: 'many' }, /notifyConcurrency must be a whole number from 2 to 1000/],
    [
      { notifyConcurrency: '3', alertEmails: 'a@example.com' },
      /notifyConcurrency must be 2 with alertEmails/,
    ],
    [{ logRetentionDays: '31' }, /logRetentionDays must be one of 1, 3, 5, 7, 14, 30/],
    [{ logLevel: 'silent' }, /logLevel must be info or debug or warn or error/],
    [{ alarms: 'yes' }, /alarms must be true or false/],
    [{ cdn: '1' }, /cdn must be true or false/],
    [{ webAclArn: ACL }, /webAclArn needs CloudFront.*add -c cdn=true/],
    [
      { webAclArn: ACL.replace('us-east-1', 'eu-west-1'), cdn: 'true' },
      /webAclArn must be the ARN of a web ACL/,
    ],
    [{ webhookParameter: '/aws/hook' }, /webhookParameter must be the name of an SSM parameter/],
    [{ webhookParameter: 'my hook' }, /webhookParameter must be the name of an SSM parameter/],
  ])('%j are refused', (context, sentence) => {
    expect(problemsOf(context)).toEqual([expect.stringMatching(sentence)]);
  });

  test.each([
    SLACK_URL,
    'hooks.slack.com/services/T0123/B0123/x',
    'T0123/B0123/aBcDeFgHiJkLmNoPqRsT1234',
    'http://example.com/hook',
    '//example.com/hook',
    'example.com/hook?token=1',
  ])('the value %s is refused where a name belongs, and not repeated', (value) => {
    for (const name of ['slackWebhookParameter', 'webhookParameter']) {
      const problems = problemsOf({ [name]: value });
      expect(problems).toEqual([expect.stringContaining(`${name} must be the NAME of an SSM parameter`)]);
      expect(problems.join()).not.toContain(value);
    }
  });

  test.each([
    ['Stage', 'stage'],
    ['stages', 'stage'],
    ['alert-emails', 'alertEmails'],
    ['alertEmail', 'alertEmails'],
    ['mailfrom', 'mailFrom'],
    ['slackWebhook', 'slackWebhookParameter'],
    ['webHookParameter', 'webhookParameter'],
    ['dashboardAcess', 'dashboardAccess'],
    ['throtleRate', 'throttleRate'],
    ['cdm', 'cdn'],
  ])('%s is taken for a misspelt %s', (name, meant) => {
    expect(problemsOf({ [name]: 'x' })).toEqual([`  ${name} is not an option; did you mean ${meant}?`]);
  });

  test('are all told at once', () => {
    const problems = problemsOf({
      stage: 'qa',
      cdm: 'true',
      throttleRate: '-1',
      notifyConcurrency: '4',
      alertEmails: 'a@example.com',
    });
    expect(problems.map((problem) => problem.trim().split(' ')[0])).toEqual([
      'cdm',
      'stage',
      'throttleRate',
      'notifyConcurrency',
    ]);
  });
});
