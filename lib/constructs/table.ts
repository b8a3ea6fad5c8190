import {
  type AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { KEY_TYPES, TABLE } from '../../contracts/table/shape.ts';
import type { Keeping } from '../stage.ts';

const attribute = (name: keyof typeof KEY_TYPES) => ({ name, type: KEY_TYPES[name] as AttributeType });

/** Everything that is remembered: one table, and the index that is the only timer. */
export class HeartbeatTable extends Table {
  readonly dueIndexArn: string;

  constructor(
    scope: Construct,
    id: string,
    { tableRemovalPolicy: removalPolicy, deletionProtection }: Keeping,
  ) {
    super(scope, id, {
      partitionKey: attribute(TABLE.partitionKey),
      sortKey: attribute(TABLE.sortKey),
      timeToLiveAttribute: TABLE.timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
      deletionProtection,
    });
    const { name, partitionKey, sortKey } = TABLE.dueIndex;
    this.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: attribute(partitionKey),
      sortKey: attribute(sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.dueIndexArn = `${this.tableArn}/index/${name}`;
  }
}
