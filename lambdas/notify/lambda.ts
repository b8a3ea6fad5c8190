import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { composeNotify } from '../on-aws/compose-notify.ts';
import { createNotifyHandler } from './handler.ts';

const ready = composeNotify(process.env).then(createNotifyHandler);

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => (await ready)(event);
