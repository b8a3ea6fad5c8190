import { expect, test } from '@jest/globals';
import { failureName } from '../../adapters/outgoing/failure-name.ts';
import { sdkError } from '../support/scripted-dynamo.ts';

test.each([
  [sdkError('AccessDenied', 'User: arn:aws:sts::123456789012:role/x'), 'AccessDenied'],
  [Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  [sdkError('AWS.SimpleQueueService.NonExistentQueue'), 'AWS.SimpleQueueService.NonExistentQueue'],
  [sdkError('arn:aws:sns:eu-central-1:123456789012:transitions'), 'unknown'],
  [Object.assign(new Error('no'), { code: 403 }), 'Error'],
  [sdkError(''), 'unknown'],
  ['words', 'unknown'],
  [undefined, 'unknown'],
  [null, 'unknown'],
])('%p is called %s', (error, name) => {
  expect(failureName(error)).toBe(name);
});
