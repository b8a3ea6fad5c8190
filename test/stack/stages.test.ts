import { describe, expect, test } from '@jest/globals';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type Resource, resourceNamed, resourcesOf, synthesized, withStack } from './synthesized.ts';

const STAGES = ['dev', 'prod'] as const;

/** What changes with the code of functions or a release of the CDK, and says nothing about the stack. */
const steady = (template: object): unknown =>
  JSON.parse(
    JSON.stringify(template)
      .replaceAll(/\b[0-9a-f]{64}\b/g, '<asset>')
      .replaceAll(/(DeployCurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>'),
  );

describe.each(STAGES)('the stage %s', (stage) => {
  const template = synthesized({ stage });

  test('is made as before', () => {
    expect(steady(template.toJSON())).toMatchSnapshot();
  });
});

describe('what is kept', () => {
  const removal = ({ DeletionPolicy, UpdateReplacePolicy }: Resource) => [
    DeletionPolicy,
    UpdateReplacePolicy,
  ];
  const tableOf = (stage: string) =>
    resourceNamed(synthesized({ stage }), 'AWS::DynamoDB::Table', 'Table')[1];

  test('in prod outlives the stack, and the table cannot be deleted by mistake', () => {
    expect(tableOf('prod').Properties.DeletionProtectionEnabled).toBe(true);
    expect(removal(tableOf('prod'))).toEqual(['Retain', 'Retain']);
  });

  const KEPT = ['AWS::Logs::LogGroup', 'AWS::SecretsManager::Secret', 'AWS::KMS::Key'];

  test('in prod are secrets, the key that seals and logs too, but not of a creation that failed', () => {
    for (const type of KEPT) {
      const resources = Object.values(resourcesOf(synthesized({ stage: 'prod', cdn: 'true' }), type));
      expect(resources.length).toBeGreaterThan(type === 'AWS::KMS::Key' ? 0 : 2);
      for (const resource of resources) expect(removal(resource)).toEqual(['RetainExceptOnCreate', 'Retain']);
    }
  });

  test('in dev goes with the stack', () => {
    expect(tableOf('dev').Properties.DeletionProtectionEnabled).toBe(false);
    expect(removal(tableOf('dev'))).toEqual(['Delete', 'Delete']);
    for (const type of KEPT) {
      for (const resource of Object.values(resourcesOf(synthesized(), type)))
        expect(removal(resource)).toEqual(['Delete', 'Delete']);
    }
  });

  test.each([
    [{ stage: 'dev' }, 7],
    [{ stage: 'prod' }, 90],
    [{ stage: 'prod', logRetentionDays: '365' }, 365],
  ])('of logs with %j are %i days', (options, days) => {
    const groups = Object.values(resourcesOf(synthesized(options), 'AWS::Logs::LogGroup'));
    expect(groups).toHaveLength(8);
    for (const { Properties } of groups) expect(Properties.RetentionInDays).toBe(days);
  });
});

describe('rules of AWS Solutions', () => {
  test.each([
    [{ stage: 'dev' }],
    [{ stage: 'prod', alertEmails: 'a@example.com', slackWebhookParameter: '/heartbeat/slack' }],
    [{ stage: 'prod', cdn: 'true' }],
    [{ stage: 'prod', mailFrom: 'hb@example.com', textMessages: 'true' }],
  ])('are kept with %j, or it is said why not', (options) => {
    const { violations } = withStack(options, (stack) => new AwsSolutionsChecks(stack).validateScope(stack));
    expect(violations).toEqual([]);
  });
});
