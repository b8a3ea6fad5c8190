import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Options } from './context.ts';

/** What differs between the stages: what is kept, and for how long. */
export interface Keeping {
  /** What becomes of the table when the stack goes. */
  readonly tableRemovalPolicy: RemovalPolicy;
  /** What becomes of secrets and logs then. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  readonly logRetention: RetentionDays;
}

const OF_STAGE: Readonly<Record<Options['stage'], Keeping>> = {
  dev: {
    tableRemovalPolicy: RemovalPolicy.DESTROY,
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    logRetention: RetentionDays.ONE_WEEK,
  },
  prod: {
    // A protected table cannot be cleaned up after a failed creation: trying to would leave the stack half there.
    tableRemovalPolicy: RemovalPolicy.RETAIN,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
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
