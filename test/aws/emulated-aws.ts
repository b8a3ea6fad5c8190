import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Outgoing } from '../../adapters/outgoing/outgoing.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import { type HttpServer, startHttpServer } from '../../embedded/http-server.ts';
import { createDeployHandler } from '../../lambdas/deploy/handler.ts';
import { createIngestHandler } from '../../lambdas/ingest/handler.ts';
import { createJudgeHandler } from '../../lambdas/judge/handler.ts';
import { createManageHandler } from '../../lambdas/manage/handler.ts';
import { createNotifyHandler } from '../../lambdas/notify/handler.ts';
import { type NotifyFunction, withTests } from '../../lambdas/notify/with-tests.ts';
import { composeDeploy } from '../../lambdas/on-aws/compose-deploy.ts';
import { composeHttp } from '../../lambdas/on-aws/compose-http.ts';
import { composeJudge } from '../../lambdas/on-aws/compose-judge.ts';
import { composeManage } from '../../lambdas/on-aws/compose-manage.ts';
import { composeNotify } from '../../lambdas/on-aws/compose-notify.ts';
import { composeWatch } from '../../lambdas/on-aws/compose-watch.ts';
import { composeWeb } from '../../lambdas/on-aws/compose-web.ts';
import type { Environment } from '../../lambdas/on-aws/environment.ts';
import { INGEST_TIMEOUT_MS } from '../../lambdas/on-aws/rhythm.ts';
import type { HttpHandler } from '../../lambdas/runtime/endpoint.ts';
import type { QueueHandler } from '../../lambdas/runtime/queue-handler.ts';
import type { TestRequest } from '../../lambdas/runtime/test-request.ts';
import { createSweepHandler } from '../../lambdas/sweep/handler.ts';
import { createWebHandler } from '../../lambdas/web/handler.ts';
import { A_DASHBOARD } from '../support/a-dashboard.ts';
import { SILENT_LOG } from '../support/stage.ts';
import { TestDynamo } from '../support/test-dynamo.ts';
import { type TestQueue, TestQueues } from '../support/test-queues.ts';
import { DeployedTemplate, type Template } from './deployed-template.ts';
import { Doorman } from './doorman.ts';
import { EventSource } from './event-source.ts';
import { FunctionRights } from './function-rights.ts';
import { outsideWith } from './outside.ts';

export const ADMIN_KEY = 'the-admin-key-of-the-test';
const CANARY_KEY = 'the-canary-key-of-the-test';
/** A message that failed comes back after a second instead of the minutes of the template. */
const VISIBILITY = { VisibilityTimeout: '1' };

/** How a process of each function begins, from nothing but its environment. */
const FUNCTIONS = {
  ingest: async (env: Environment) => createIngestHandler(composeHttp(env, INGEST_TIMEOUT_MS)),
  manage: async (env: Environment) => createManageHandler(composeManage(env)),
  web: async (env: Environment) => createWebHandler(composeWeb(env), async () => A_DASHBOARD),
  sweep: async (env: Environment) => createSweepHandler(composeWatch(env)),
  judge: async (env: Environment) => createJudgeHandler(composeJudge(env)),
  notify: async (env: Environment, outgoing: Outgoing) => {
    const deps = composeNotify(env, outgoing);
    return withTests(createNotifyHandler(deps), deps.testChannel);
  },
  deploy: async (env: Environment) => createDeployHandler(composeDeploy(env, [])),
};
type FunctionName = keyof typeof FUNCTIONS;

/** The stack of a template, deployed on emulators in this process: the functions, and all that joins them. */
export class EmulatedAws {
  readonly template: DeployedTemplate;
  readonly queues: TestQueues;
  readonly queueOf = new Map<string, TestQueue>();
  doorman!: Doorman;
  url!: string;
  /** True: requests for beats fail before they reach ingest, as if it could not start. */
  ingestIsDown = false;
  /** The hosts of the world that stand in this process, and the origin behind each. */
  readonly receivers = new Map<string, string>();
  private readonly dynamo: TestDynamo;
  private readonly processes = new Map<string, Promise<unknown>>();
  private readonly sources: EventSource[] = [];
  private gateway!: HttpServer;

  private constructor(template: Template, dynamo: TestDynamo, queues: TestQueues) {
    this.template = new DeployedTemplate(template);
    this.dynamo = dynamo;
    this.queues = queues;
  }

  /** Deploys as CloudFormation does: what others name first, and the functions' own deployment before the rest. */
  static async deploy(template: Template): Promise<EmulatedAws> {
    const aws = new EmulatedAws(template, await TestDynamo.start(), await TestQueues.start());
    await aws.makeTable();
    await aws.makeQueues();
    await aws.makeTopics();
    await aws.openGateway();
    await aws.postDoorman();
    await aws.invoke('deploy');
    aws.startSources();
    return aws;
  }

  /** Runs a function that is not asked over HTTP or by a queue: the sweep, or a deployment. */
  async invoke(name: 'sweep' | 'deploy'): Promise<void> {
    await ((await this.process(name)) as () => Promise<void>)();
  }

  /** All that the table holds, as text. */
  async contents(): Promise<string> {
    const TableName = this.template.text({ Ref: this.template.ofType('AWS::DynamoDB::Table')[0]![0] });
    const { Items, LastEvaluatedKey } = await this.dynamo.client.send(new ScanCommand({ TableName }));
    if (LastEvaluatedKey) throw new Error('The table holds more than one page');
    return JSON.stringify(Items);
  }

  /** Forgets a function's process, as Lambda does now and then. */
  retire(name: FunctionName): void {
    this.processes.delete(name);
  }

  logicalIdOf(name: FunctionName): string {
    const found = this.template
      .ofType('AWS::Lambda::Function')
      .find(([id]) => id.replace(/[0-9A-F]{8}$/, '').toLowerCase() === name);
    if (!found) throw new Error(`The template has no function ${name}`);
    return found[0];
  }

  async stop(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.stop()));
    await this.gateway.close();
    await this.doorman.stop();
    await this.queues.stop();
    await this.dynamo.stop();
  }

  private async makeTable(): Promise<void> {
    const [id] =
      this.template.ofType('AWS::DynamoDB::Table')[0] ??
      this.template.ofType('AWS::DynamoDB::GlobalTable')[0]!;
    this.template.made(id, await this.dynamo.createTable(), { Arn: 'arn:table' });
  }

  /** Dead letters first: the others name them. */
  private async makeQueues(): Promise<void> {
    const made = async (id: string, attributes: Record<string, string>): Promise<void> => {
      const queue = await this.queues.createQueue(attributes);
      this.queueOf.set(id, queue);
      this.template.made(id, queue.url, { Arn: queue.arn });
    };
    const all = this.template.ofType('AWS::SQS::Queue');
    for (const [id, { RedrivePolicy }] of all) if (!RedrivePolicy) await made(id, {});
    for (const [id, { RedrivePolicy }] of all) {
      if (!RedrivePolicy) continue;
      await made(id, { ...VISIBILITY, RedrivePolicy: JSON.stringify(this.template.resolve(RedrivePolicy)) });
    }
  }

  private async makeTopics(): Promise<void> {
    for (const [id] of this.template.ofType('AWS::SNS::Topic')) {
      this.template.made(id, await this.queues.createTopic());
    }
    for (const [, { Protocol, TopicArn, Endpoint, RawMessageDelivery }] of this.template.ofType(
      'AWS::SNS::Subscription',
    )) {
      if (Protocol !== 'sqs') continue;
      if (RawMessageDelivery !== true) throw new Error('Notify reads messages as they were published');
      await this.queues.subscribe(
        this.template.text(TopicArn),
        this.queueByArn(this.template.text(Endpoint)),
      );
    }
  }

  private async openGateway(): Promise<void> {
    this.gateway = await startHttpServer({
      host: '127.0.0.1',
      port: 0,
      trustedProxies: 0,
      handlerFor: (method, path) => this.handlerFor(method, path),
      clock: new SteadyClock(),
      log: SILENT_LOG,
    });
    this.url = this.gateway.url;
  }

  private async postDoorman(): Promise<void> {
    const secrets = this.template.ofType('AWS::SecretsManager::Secret').map(([id]) => {
      this.template.made(id, `arn:secret:${id}`);
      return [`arn:secret:${id}`, /canary/i.test(id) ? CANARY_KEY : ADMIN_KEY] as const;
    });
    const keys = this.template.ofType('AWS::KMS::Key').map(([id]) => {
      this.template.made(id, id, { Arn: `arn:key:${id}` });
      return [id, `arn:key:${id}`] as const;
    });
    const queues = new Map([...this.queueOf.values()].map(({ url, arn }) => [url, arn]));
    this.doorman = await Doorman.start({
      rights: new FunctionRights(this.template),
      arns: { table: 'arn:table', queues, keys: new Map(keys) },
      dynamodb: this.dynamo.endpoint,
      queues: this.queues.endpoint,
      secrets: new Map(secrets),
      call: async (id, event) => {
        if (this.nameOf(id) !== 'notify') throw new Error(`Nobody calls the function ${id}`);
        return ((await this.process('notify')) as NotifyFunction)(event as TestRequest);
      },
    });
  }

  private startSources(): void {
    for (const [, { EventSourceArn, FunctionName: target }] of this.template.ofType(
      'AWS::Lambda::EventSourceMapping',
    )) {
      const queue = this.queueByArn(this.template.text(EventSourceArn));
      const name = this.nameOf(this.template.text(target));
      this.sources.push(
        new EventSource(this.queues, queue, async (event) => {
          return ((await this.process(name)) as QueueHandler)(event);
        }),
      );
    }
  }

  /** One process for each function, begun when it is first asked. */
  private process(name: FunctionName): Promise<unknown> {
    const begun =
      this.processes.get(name) ?? FUNCTIONS[name](this.environmentOf(name), outsideWith(this.receivers));
    this.processes.set(name, begun);
    return begun;
  }

  /** What the template says, and what Lambda adds to it. Each function signs with a key of its own name. */
  private environmentOf(name: FunctionName): Environment {
    const id = this.logicalIdOf(name);
    const [, { Environment: environment }] = this.template
      .ofType('AWS::Lambda::Function')
      .find(([one]) => one === id)!;
    const { Variables } = this.template.resolve(environment) as { Variables: Environment };
    const { endpoint } = this.doorman;
    const [api] = this.template.ofType('AWS::ApiGatewayV2::Api')[0]!;
    if (Variables.PUBLIC_URL && !Variables.PUBLIC_URL.includes(api))
      throw new Error(`${name} does not know the gateway's address`);
    return {
      ...Variables,
      ...(Variables.PUBLIC_URL && { PUBLIC_URL: this.url }),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: id,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_SQS: endpoint,
      AWS_ENDPOINT_URL_SNS: endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint,
      AWS_ENDPOINT_URL_KMS: endpoint,
      AWS_ENDPOINT_URL_LAMBDA: endpoint,
    };
  }

  private queueByArn(arn: string): TestQueue {
    const queue = [...this.queueOf.values()].find((one) => one.arn === arn);
    if (!queue) throw new Error(`The template has no queue ${arn}`);
    return queue;
  }

  private nameOf(logicalId: string): FunctionName {
    const plain = logicalId.replace(/\.Arn$/, '');
    const name = (Object.keys(FUNCTIONS) as FunctionName[]).find((one) => this.logicalIdOf(one) === plain);
    if (!name) throw new Error(`Nobody wrote the function ${logicalId}`);
    return name;
  }

  /** The function that the gateway's routes name: the most particular route wins, `$default` comes last. */
  private handlerFor(method: string, path: string): HttpHandler {
    const routes = this.template.ofType('AWS::ApiGatewayV2::Route').map(([, properties]) => properties);
    const found =
      routes.find(({ RouteKey }) => RouteKey === `${method} ${path}`) ??
      routes.find(({ RouteKey }) => patternOf(String(RouteKey)).test(`${method} ${path}`)) ??
      routes.find(({ RouteKey }) => RouteKey === '$default')!;
    const integration = this.template.text(found.Target).replace(/^integrations\//, '');
    const [, { IntegrationUri }] = this.template
      .ofType('AWS::ApiGatewayV2::Integration')
      .find(([id]) => id === integration)!;
    const name = this.nameOf(this.template.text(IntegrationUri));
    return async (event) => {
      if (name === 'ingest' && this.ingestIsDown)
        return { statusCode: 500, body: '{"message":"Internal Server Error"}' };
      return ((await this.process(name)) as HttpHandler)(event);
    };
  }
}

/** What is no pattern in it. */
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patternOf = (routeKey: string): RegExp =>
  new RegExp(
    `^${routeKey
      .split(/\{[^}]+\}/)
      .map(escaped)
      .join('[^/]+')}$`,
  );
