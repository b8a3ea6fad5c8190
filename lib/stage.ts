import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Options } from './context.ts';

/** What differs between the stages: what is kept, and for how long. */
export interface Keeping {
  /** What becomes of data when the stack goes. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  readonly logRetention: RetentionDays;
}

const OF_STAGE: Readonly<Record<Options['stage'], Keeping>> = {
  dev: {
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    logRetention: RetentionDays.ONE_WEEK,
  },
  prod: {
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
    logRetention: RetentionDays.THREE_MONTHS,
  },
};

export function keepingOf({ stage, logRetentionDays }: Options): Keeping {
  const keeping = OF_STAGE[stage];
  return {
    ...keeping,
    logRetention: (logRetentionDays as RetentionDays | undefined) ?? keeping.logRetention,
  };
}
