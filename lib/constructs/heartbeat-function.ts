import { type Duration, Stack } from 'aws-cdk-lib';
import { type Conditions, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ApplicationLogLevel,
  Architecture,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { HANDLER } from '../bundling.ts';
import type { Options } from '../context.ts';
import type { Keeping } from '../stage.ts';
import { bundledCode, type ExtraFiles } from './bundled-code.ts';
import type { HeartbeatTable } from './table.ts';
import { statementsOf, type TableRight } from './table-rights.ts';

const LEVELS = {
  debug: ApplicationLogLevel.DEBUG,
  info: ApplicationLogLevel.INFO,
  warn: ApplicationLogLevel.WARN,
  error: ApplicationLogLevel.ERROR,
} as const;

/** As adapters/kms says what a secret is for: `channel <id> <field>`. */
const FOR_CHANNELS: Conditions = { StringLike: { 'kms:EncryptionContext:for': 'channel *' } };

/** What all functions have in common. */
export interface FunctionSurroundings {
  readonly keeping: Keeping;
  readonly logLevel: Options['logLevel'];
}

export interface HeartbeatFunctionProps extends FunctionSurroundings {
  /** The folder in `lambdas/`. */
  readonly name: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly memorySize: number;
  readonly files?: ExtraFiles | undefined;
  /** It makes its own next tickets: what Lambda takes for a loop, and would stop, is its life. */
  readonly sendsToItself?: boolean;
  /**
   * True: senders wait for its start. Node reads the whole source map of what it starts, so this one's is left to
   * whoever reads a stack trace.
   */
  readonly isHot?: true;
}

/**
 * One function with a role of its own, which may do nothing but write its log. Every right comes with the variable
 * that tells the function of it, so that neither is there without the other.
 */
export class HeartbeatFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: HeartbeatFunctionProps) {
    const { name, description, timeout, memorySize, keeping, logLevel, files, sendsToItself, isHot } = props;
    const { removalPolicy, logRetention: retention } = keeping;
    const logGroup = new LogGroup(scope, `${id}Log`, { retention, removalPolicy });
    const role = new Role(scope, `${id}Role`, {
      description: `Heartbeat Central: ${name}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      description,
      code: bundledCode(name, files),
      handler: HANDLER,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout,
      memorySize,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda's own three lines about each call would cost more than a beat itself; what fails is still told.
      systemLogLevelV2: SystemLogLevel.WARN,
      applicationLogLevelV2: LEVELS[logLevel],
      ...(sendsToItself && { recursiveLoop: RecursiveLoop.ALLOW }),
      ...(!isHot && { environment: { NODE_OPTIONS: '--enable-source-maps' } }),
    });
  }

  uses(table: HeartbeatTable, ...rights: readonly TableRight[]): this {
    for (const right of rights) {
      for (const statement of statementsOf(table, right)) this.addToRolePolicy(statement);
    }
    return this.knows({ TABLE_NAME: table.tableName });
  }

  sendsTo(queue: IQueue, variable: string): this {
    return this.may('sqs:SendMessage', queue.queueArn).knows({ [variable]: queue.queueUrl });
  }

  publishesTo(topic: ITopic, variable: string): this {
    return this.may('sns:Publish', topic.topicArn).knows({ [variable]: topic.topicArn });
  }

  reads(secret: Secret, variable: string): this {
    return this.may('secretsmanager:GetSecretValue', secret.secretArn).knows({
      [variable]: secret.secretArn,
    });
  }

  /** Of a SecureString with a key of one's own, that key's policy must admit this function too. */
  readsParameter(name: string | undefined, variable: string): this {
    if (name === undefined) return this;
    const resource = name.replace(/^\//, '');
    const arn = Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName: resource });
    return this.may('ssm:GetParameter', arn).knows({ [variable]: name });
  }

  /** It may make secrets unreadable, for channels only, and read none. */
  seals(key: IKey, variable: string): this {
    return this.may('kms:Encrypt', key.keyArn, FOR_CHANNELS).knows({ [variable]: key.keyId });
  }

  /** It may read what was sealed for channels. */
  opens(key: IKey, variable: string): this {
    return this.may('kms:Decrypt', key.keyArn, FOR_CHANNELS).knows({ [variable]: key.keyId });
  }

  calls(other: IFunction, variable: string): this {
    return this.may('lambda:InvokeFunction', other.functionArn).knows({ [variable]: other.functionName });
  }

  /** By SES, as this address and no other; what SES verified is the address or its whole domain. */
  mailsAs(address: string | undefined, variable: string): this {
    if (address === undefined) return this;
    const domain = address.slice(address.lastIndexOf('@') + 1);
    for (const resourceName of [address, domain]) {
      const arn = Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName });
      this.may('ses:SendEmail', arn, { StringEquals: { 'ses:FromAddress': address } });
    }
    return this.knows({ [variable]: address });
  }

  /** A number has no ARN: what may be allowed is to publish to whatever is no topic. */
  textsNumbers(isWanted: boolean, variable: string): this {
    if (!isWanted) return this;
    const everyTopic = Stack.of(this).formatArn({ service: 'sns', region: '*', account: '*', resource: '*' });
    this.addToRolePolicy(
      new PolicyStatement({ sid: 'TextNumbers', actions: ['sns:Publish'], notResources: [everyTopic] }),
    );
    return this.knows({ [variable]: 'true' });
  }

  knows(environment: Readonly<Record<string, string>>): this {
    for (const [name, value] of Object.entries(environment)) this.addEnvironment(name, value);
    return this;
  }

  private may(action: string, resource: string, conditions: Conditions = {}): this {
    this.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resource], conditions }));
    return this;
  }
}
