import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { withTests } from '../../lambdas/notify/with-tests.ts';
import { testByNotify } from '../../lambdas/on-aws/test-by-notify.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { T0 } from '../support/monitors.ts';
import { queueEvent } from '../support/queue-event.ts';
import { until } from '../support/until.ts';

const ENV = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  NOTIFY_FUNCTION: 'notify-1',
};

const lambda = mockClient(LambdaClient);
beforeEach(() => void lambda.reset());

/** What a process of manage makes of the function's answer. */
function asking(timeoutMs?: number) {
  const clock = new ManualClock(T0);
  const errors: object[] = [];
  const log = { debug() {}, info() {}, warn() {}, error: (facts: object) => void errors.push(facts) };
  return { clock, errors, ask: testByNotify(ENV, { clock, log, timeoutMs }) };
}

const answers = (payload: unknown, FunctionError?: string) =>
  lambda.on(InvokeCommand).resolves({
    Payload: Buffer.from(JSON.stringify(payload)) as never,
    ...(FunctionError && { FunctionError }),
  });

describe('a test of a channel that manage has notify make', () => {
  test('is one call of that function, and its answer is the answer', async () => {
    answers({ ok: true, answer: '200 OK', tookMs: 87 });
    expect(await asking().ask('ops')).toEqual({ ok: true, answer: '200 OK', tookMs: 87 });
    expect(lambda.calls().map(({ args }) => args[0].input)).toEqual([
      { FunctionName: 'notify-1', Payload: Buffer.from('{"testChannel":"ops"}') },
    ]);
  });

  test('of a channel that is not there is none', async () => {
    answers(null);
    expect(await asking().ask('nobody')).toBeUndefined();
  });

  test('that notify did not survive is an answer too, without the words of the failure', async () => {
    answers({ errorMessage: 'https://hooks.slack.com/services/hush' }, 'Unhandled');
    const { ask, errors } = asking();
    expect(await ask('ops')).toEqual({
      ok: false,
      answer: 'The test failed: see the log of notify',
      tookMs: 0,
    });
    expect(errors).toEqual([{ channel: 'ops', error: 'Unhandled' }]);
  });

  test.each([
    ['TooManyRequestsException', () => ({ name: 'TooManyRequestsException' })],
    ['AbortError', () => ({ name: 'AbortError' })],
  ])('that could not be made (%s) says so, with the time that it took', async (name, parts) => {
    const { ask, clock } = asking();
    lambda.on(InvokeCommand).callsFake(() => {
      clock.set(T0 + 25_000);
      throw Object.assign(new Error('arn:aws:lambda:eu-west-1:111122223333'), parts());
    });
    expect(await ask('ops')).toEqual({
      ok: false,
      answer: `The test could not be made, or was not answered in time (${name})`,
      tookMs: 25_000,
    });
  });

  test('is given up in time for an answer of our own', async () => {
    lambda.on(InvokeCommand).callsFake(() => ({ Payload: Buffer.from('null') }));
    await asking(1).ask('ops');
    const [call] = lambda.commandCalls(InvokeCommand);
    const { abortSignal } = (call!.args as readonly unknown[])[1] as { readonly abortSignal: AbortSignal };
    await until(async () => abortSignal.aborted);
  });
});

describe('notify as Lambda calls it', () => {
  const NO_FAILURES = { batchItemFailures: [] };
  const tested: string[] = [];
  const outcome = { ok: true, answer: 'ok', tookMs: 1 };
  const handled: SQSEvent[] = [];
  const notify = withTests(
    async (event) => {
      handled.push(event);
      return NO_FAILURES;
    },
    async (id) => {
      tested.push(id);
      return id === 'ops' ? outcome : undefined;
    },
  );

  test('takes messages of its queue as ever', async () => {
    expect(await notify(queueEvent('{}'))).toBe(NO_FAILURES);
    expect(handled).toHaveLength(1);
    expect(tested).toEqual([]);
  });

  test('tries the channel that it is asked to, and says where there is none', async () => {
    expect(await notify({ testChannel: 'ops' })).toBe(outcome);
    expect(await notify({ testChannel: 'nobody' })).toBeNull();
    expect(tested.splice(0)).toEqual(['ops', 'nobody']);
  });
});
