import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { QueueHandler } from '../runtime/queue-handler.ts';
import type { Runtime, TestedChannel } from '../runtime/runtime.ts';
import type { TestRequest } from '../runtime/test-request.ts';

export interface NotifyFunction {
  (event: SQSEvent): Promise<SQSBatchResponse>;
  (event: TestRequest): Promise<TestedChannel | null>;
}

const isTest = (event: SQSEvent | TestRequest): event is TestRequest => 'testChannel' in event;

/** Notify as Lambda calls it: with messages of its queue, or, by `manage`, to try a channel. */
export function withTests(handle: QueueHandler, testChannel: Runtime['testChannel']): NotifyFunction {
  const answer = async (event: SQSEvent | TestRequest) =>
    isTest(event) ? ((await testChannel(event.testChannel)) ?? null) : handle(event);
  return answer as NotifyFunction;
}
