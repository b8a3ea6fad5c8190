import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Options } from '../context.ts';
import type { Keeping } from '../stage.ts';

export interface ChannelKeyProps {
  readonly stage: Options['stage'];
  readonly keeping: Keeping;
}

/** What seals the secrets of channels in the table: it never leaves KMS, and stays where the table stays. */
export class ChannelKey extends Key {
  constructor(scope: Construct, id: string, { stage, keeping }: ChannelKeyProps) {
    super(scope, id, {
      description: `Heartbeat Central (${stage}): seals the secrets of channels`,
      alias: `heartbeat-central-${stage}-channels`,
      enableKeyRotation: true,
      removalPolicy: keeping.removalPolicy,
    });
  }
}
