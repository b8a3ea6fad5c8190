import { describe, expect, test } from '@jest/globals';
import { channelsFrom } from '../../embedded/channels.ts';
import { readSettings } from '../../embedded/settings.ts';
import { SettingsError } from '../../embedded/settings-error.ts';
import { ManualClock } from '../support/manual-clock.ts';

const EMAIL = { ALERT_EMAIL: 'ops@example.com', SMTP_URL: 'smtps://user:hunter2@mail.example:465' };

const channelsOf = (environment: Record<string, string>) =>
  channelsFrom(readSettings(environment), 'http://127.0.0.1:3000', new ManualClock());

function messageOf(environment: Record<string, string>): string {
  try {
    channelsOf(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error('These channels were made');
}

describe('the channels of the settings', () => {
  test('are the ones that are named', () => {
    const all = {
      ALERT_SLACK_WEBHOOK_URL: 'https://hooks.slack.example/services/x',
      ALERT_WEBHOOK_URL: 'https://hook.example/x',
      ALERT_DISCORD_WEBHOOK_URL: 'https://discord.example/api/webhooks/1/x',
      ALERT_TEAMS_WEBHOOK_URL: 'https://teams.example/x',
      ALERT_PAGERDUTY_ROUTING_KEY: 'a'.repeat(32),
      TELEGRAM_BOT_TOKEN: `123:${'a'.repeat(35)}`,
      TELEGRAM_CHAT_ID: '@alerts',
      ALERT_NTFY_URL: 'https://ntfy.example/topic',
      ALERT_SMS_TO: '+491701234567',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'x',
      TWILIO_FROM_NUMBER: '+15005550006',
      ...EMAIL,
    };
    const ids = ['slack', 'discord', 'teams', 'pagerduty', 'telegram', 'ntfy', 'sms', 'webhook', 'email'];
    expect([...channelsOf(all).keys()]).toEqual(ids);
    expect([...channelsOf({}).keys()]).toEqual([]);
  });

  test.each([
    ['ALERT_SLACK_WEBHOOK_URL', 'http://hooks.slack.example/s3cr3t?s3cr3t', {}],
    ['ALERT_SLACK_WEBHOOK_URL', 'https://s3cr3t:s3cr3t@127.0.0.1/s3cr3t', {}],
    ['ALERT_WEBHOOK_URL', 'http://hook.example/s3cr3t', {}],
    ['ALERT_WEBHOOK_URL', 'https://10.0.0.7/s3cr3t#s3cr3t', {}],
    ['ALERT_DISCORD_WEBHOOK_URL', 'http://discord.example/s3cr3t', {}],
    ['ALERT_TEAMS_WEBHOOK_URL', 'https://localhost/s3cr3t', {}],
    ['ALERT_NTFY_URL', 'https://ntfy.example/', {}],
    ['ALERT_NTFY_URL', 'https://s3cr3t:s3cr3t@ntfy.example/topic', {}],
    ['ALERT_NTFY_URL', 'http://ntfy.example/s3cr3t', {}],
    ['ALERT_EMAIL', 'ops', EMAIL],
    ['ALERT_EMAIL', ',', EMAIL],
    ['ALERT_EMAIL_FROM', 'Ops <ops@example.com>', EMAIL],
    ['SMTP_URL', 'smtps://user:s3cr3t@mail.example/?s3cr3t=1', EMAIL],
    ['SMTP_URL', 'smtps://user:s3cr3t%@mail.example', EMAIL],
    ['SMTP_URL', 'smtps://user:s3cr3t@10.0.0.7', EMAIL],
  ])(
    '%s may not be %j: the sentence names the variable and nothing of its secrets',
    (name, value, others) => {
      const message = messageOf({ ...others, [name]: value });
      const lines = message.split('\n');
      expect(lines).toHaveLength(3);
      expect(lines[1]).toMatch(new RegExp(`^  ${name} does not work: \\S.*\\.$`));
      expect(message).not.toMatch(/s3cr3t|hunter2|user:\S*@mail/);
    },
  );

  test('that can never work are all named at once', () => {
    const message = messageOf({
      ALERT_SLACK_WEBHOOK_URL: 'http://hooks.slack.example/x',
      ALERT_WEBHOOK_URL: 'http://hook.example/x',
      ...EMAIL,
      ALERT_EMAIL: 'ops',
      SMTP_URL: 'smtp://mail.example/?proxy=1',
    });
    for (const name of ['ALERT_SLACK_WEBHOOK_URL', 'ALERT_WEBHOOK_URL', 'ALERT_EMAIL', 'SMTP_URL']) {
      expect(message).toContain(`  ${name} does not work`);
    }
  });
});
