import { composeJudge } from '../on-aws/compose-judge.ts';
import { createJudgeHandler } from './handler.ts';

export const handler = createJudgeHandler(composeJudge(process.env));
