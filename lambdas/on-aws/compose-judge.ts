import { createSnsClient } from '../../adapters/sns/sns-client.ts';
import { SnsTransitionPublisher } from '../../adapters/sns/sns-transition-publisher.ts';
import type { JudgeDeps } from '../../core/paths/judge.ts';
import { clientOptions } from './client-options.ts';
import { composeWatch } from './compose-watch.ts';
import { type Environment, required } from './environment.ts';

/** What judge works with: what it watches with, and the topic that it tells. */
export function composeJudge(env: Environment): JudgeDeps {
  const publisher = new SnsTransitionPublisher({
    client: createSnsClient(clientOptions(env, 'SNS')),
    topicArn: required(env, 'TRANSITIONS_TOPIC_ARN'),
    publicUrl: required(env, 'PUBLIC_URL'),
  });
  return { ...composeWatch(env), publisher };
}
