import { Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName, Route } from '../../contracts/http/route.ts';
import { ROUTES } from '../../contracts/routes.ts';
import type { Options } from '../context.ts';
import type { Keeping } from '../stage.ts';

export interface HeartbeatApiProps {
  readonly options: Options;
  readonly keeping: Keeping;
}

/** Never the path: `/heartbeat/{uuid}` is a capability. The route's key says enough. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  /** Of Lambda, not of what runs there: 200 where a function answered, whatever it said. */
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  error: '$context.error.message',
  sourceIp: '$context.identity.sourceIp',
  userAgent: '$context.identity.userAgent',
};

/** What no route takes goes to `manage`, so that 404 and 405 have our form. */
const REST: FunctionName = 'manage';

/** The public address: one route of the gateway for each row of the route table. */
export class HeartbeatApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly accessLog: LogGroup;
  /** Without a slash at its end. */
  readonly url: string;
  /** The host alone, for whatever stands in front. */
  readonly domainName: string;

  constructor(scope: Construct, id: string, { options, keeping }: HeartbeatApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Http', {
      description: `Heartbeat Central (${options.stage})`,
      createDefaultStage: false,
    });
    const { region, urlSuffix } = Stack.of(this);
    this.domainName = `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
    this.url = `https://${this.domainName}`;
    const { removalPolicy, logRetention: retention } = keeping;
    this.accessLog = new LogGroup(this, 'AccessLog', { retention, removalPolicy });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: options.throttleRate, burstLimit: options.throttleBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
  }

  /** @param authorizer decides whether a request came in by the front door; undefined: there is no other. */
  answersWith(
    functions: Readonly<Record<FunctionName, IFunction>>,
    authorizer: IHttpRouteAuthorizer | undefined,
  ): void {
    const add = (routeKey: HttpRouteKey, integration: HttpLambdaIntegration): void => {
      const id = routeKey === HttpRouteKey.DEFAULT ? 'Rest' : routeKey.key;
      new HttpRoute(this, id, {
        httpApi: this.api,
        routeKey,
        integration,
        ...(authorizer && { authorizer }),
      });
    };
    const integrations = {
      ingest: integrationOf('ingest', functions.ingest),
      manage: integrationOf('manage', functions.manage),
      web: integrationOf('web', functions.web),
    };
    for (const row of ROUTES) {
      for (const { method, path } of gatewayRoutes(row)) {
        add(HttpRouteKey.with(path, method), integrations[row.function]);
      }
    }
    // With a permission of its own: the one for the whole API has a place for a path, and this route has none.
    add(HttpRouteKey.DEFAULT, new HttpLambdaIntegration('rest', functions[REST]));
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Each route asks for a key, or none where the route table says so: the functions check it themselves.',
    });
  }
}

/** One permission for the whole API: a permission a route would outgrow a function's policy (20 KB). */
const integrationOf = (name: FunctionName, handler: IFunction): HttpLambdaIntegration =>
  new HttpLambdaIntegration(name, handler, { scopePermissionToRoute: false });

/**
 * The gateway neither turns HEAD into GET nor takes a route that ends with a slash. `manage` gets both by way of
 * the rest; and of the others no beat may be lost for a slash, which a greedy parameter takes.
 */
function gatewayRoutes({ function: name, method, path }: Route): { method: HttpMethod; path: string }[] {
  const methods =
    method === 'GET' && name !== REST ? [HttpMethod.GET, HttpMethod.HEAD] : [HttpMethod[method]];
  const paths = name === 'ingest' ? [path, `${path}/{slash+}`] : [path];
  return paths.flatMap((one) => methods.map((each) => ({ method: each, path: one })));
}
