import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Log } from '../../core/ports/log.ts';
import type { Notice, Operators } from '../../core/ports/operators.ts';
import { within } from '../outgoing/aws-client.ts';
import { failureName } from '../outgoing/failure-name.ts';
import { noticeBody } from './message-bodies.ts';

export interface SqsOperatorsOptions {
  readonly client: SQSClient;
  /** The queue that notify reads. */
  readonly queueUrl: string;
  readonly log: Log;
  /** A notice is given up after this, ms; 5,000 by default. */
  readonly timeoutMs?: number | undefined;
}

/** Hands notices to notify. The log has every one, so that a queue that is out hides nothing. */
export class SqsOperators implements Operators {
  readonly #options: SqsOperatorsOptions;

  constructor(options: SqsOperatorsOptions) {
    this.#options = options;
  }

  async tell(notice: Notice): Promise<boolean> {
    const { client, queueUrl, log, timeoutMs } = this.#options;
    const { subject, text } = notice;
    log.error({ subject, text }, 'Notice for the operators');
    const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: noticeBody(notice) });
    try {
      await client.send(command, within(timeoutMs));
      return true;
    } catch (error) {
      log.error({ subject, error: failureName(error) }, 'The notice was not queued');
      return false;
    }
  }
}
