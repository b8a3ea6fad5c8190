import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
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

  knows(environment: Readonly<Record<string, string>>): this {
    for (const [name, value] of Object.entries(environment)) this.addEnvironment(name, value);
    return this;
  }

  private may(action: string, resource: string): this {
    this.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    return this;
  }
}
