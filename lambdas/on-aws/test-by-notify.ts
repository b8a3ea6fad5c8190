import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { awsClientSettings, within } from '../../adapters/outgoing/aws-client.ts';
import { failureName } from '../../adapters/outgoing/failure-name.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Runtime, TestedChannel } from '../runtime/runtime.ts';
import type { TestRequest } from '../runtime/test-request.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, required } from './environment.ts';

/** The gateway answers for us after 30 s, and this function ends after 29. A channel takes 10 s, its start a second. */
const TIMEOUT_MS = 25_000;

export interface TestByNotifyDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly timeoutMs?: number | undefined;
}

/** Lets `notify` try a channel: it alone can open secrets and knows the way out. Whatever fails on the way is an answer. */
export function testByNotify(env: Environment, deps: TestByNotifyDeps): Runtime['testChannel'] {
  const { clock, log, timeoutMs = TIMEOUT_MS } = deps;
  // Not repeated: what was not answered may have been sent.
  const client = new LambdaClient({ ...awsClientSettings(clientOptions(env, 'LAMBDA')), maxAttempts: 1 });
  const FunctionName = required(env, 'NOTIFY_FUNCTION');
  const failed = (channel: string, began: number, error: string, answer: string): TestedChannel => {
    log.error({ channel, error }, 'A test of a channel failed');
    return { ok: false, answer, tookMs: clock.now() - began };
  };
  return async (id) => {
    const began = clock.now();
    const request: TestRequest = { testChannel: id };
    const command = new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(request)) });
    try {
      const { FunctionError, Payload } = await client.send(command, within(timeoutMs));
      if (FunctionError) return failed(id, began, FunctionError, 'The test failed: see the log of notify');
      const outcome = JSON.parse(Buffer.from(Payload!).toString()) as TestedChannel | null;
      return outcome ?? undefined;
    } catch (error) {
      const name = failureName(error);
      return failed(id, began, name, `The test could not be made, or was not answered in time (${name})`);
    }
  };
}
