import { createSqsClient } from '../../adapters/sqs/sqs-client.ts';
import { SqsOperators } from '../../adapters/sqs/sqs-operators.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Operators } from '../../core/ports/operators.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, required } from './environment.ts';

/** Notices go to the queue of notify, which alone speaks to people. */
export const openOperators = (env: Environment, log: Log): Operators =>
  new SqsOperators({
    client: createSqsClient(clientOptions(env, 'SQS')),
    queueUrl: required(env, 'NOTIFY_QUEUE_URL'),
    log,
  });
