import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { composeJudge } from '../on-aws/compose-judge.ts';
import { createJudgeHandler } from './handler.ts';

const ready = composeJudge(process.env).then(createJudgeHandler);

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => (await ready)(event);
