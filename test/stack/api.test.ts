import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../contracts/routes.ts';
import { type Resource, resourcesOf, synthesized } from './synthesized.ts';

const template = synthesized();
const routes = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route')).map(
  ({ Properties }) => Properties,
);
const integrations = resourcesOf(template, 'AWS::ApiGatewayV2::Integration');
const [stage] = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Stage')) as [Resource];

/** The logical id of the function behind a route. */
function functionOf({ Target }: Record<string, unknown>): string | undefined {
  const id = JSON.stringify(Target).match(/"Ref":"(\w+)"/)?.[1];
  const uri = JSON.stringify(integrations[id!]?.Properties.IntegrationUri);
  return uri.match(/"Fn::GetAtt":\["([A-Za-z]+)[0-9A-F]{8}","Arn"\]/)?.[1];
}

const functionByRoute = new Map(routes.map((route) => [String(route.RouteKey), functionOf(route)]));
const NAMES = { ingest: 'Ingest', manage: 'Manage', web: 'Web' };

describe('the gateway', () => {
  test('sends every row of the route table to its function', () => {
    for (const { method, path, function: name } of ROUTES) {
      expect([`${method} ${path}`, functionByRoute.get(`${method} ${path}`)]).toEqual([
        `${method} ${path}`,
        NAMES[name],
      ]);
    }
  });

  test('has no route that does not come from the table, but for the one that takes the rest', () => {
    const rows = ROUTES.map(({ method, path }) => `${method} ${path}`);
    const rowOf = (key: string): string => key.replace(/^HEAD/, 'GET').replace('/{slash+}', '');
    const strangers = [...functionByRoute.keys()].filter((key) => !rows.includes(rowOf(key)));
    expect(strangers).toEqual(['$default']);
    expect(functionByRoute.get('$default')).toBe('Manage');
  });

  test('loses no beat for a slash at its end, and answers HEAD where manage does not', () => {
    for (const { method, path, function: name } of ROUTES) {
      const isBeat = name === 'ingest';
      expect(functionByRoute.get(`${method} ${path}/{slash+}`)).toBe(isBeat ? 'Ingest' : undefined);
      if (method === 'GET' && name !== 'manage')
        expect(functionByRoute.get(`HEAD ${path}`)).toBe(NAMES[name]);
    }
    expect(functionByRoute.get('HEAD /')).toBe('Web');
    expect([...functionByRoute.keys()].filter((key) => key.endsWith('/') && !key.endsWith(' /'))).toEqual([]);
  });

  test('asks for nothing in front of the functions, which check keys themselves', () => {
    expect(new Set(routes.map(({ AuthorizationType }) => AuthorizationType))).toEqual(new Set(['NONE']));
  });

  test('speaks format 2.0 to every function', () => {
    expect(Object.values(integrations).map(({ Properties }) => Properties.PayloadFormatVersion)).toEqual([
      '2.0',
      '2.0',
      '2.0',
      '2.0',
    ]);
  });

  test('may call each function for every route, by one permission, and manage for the rest', () => {
    const permissions = Object.values(resourcesOf(template, 'AWS::Lambda::Permission'))
      .map(({ Properties }) => Properties)
      .filter(({ Principal }) => Principal === 'apigateway.amazonaws.com')
      .map(({ FunctionName, SourceArn }) => {
        const name = JSON.stringify(FunctionName).match(/\["([A-Za-z]+)[0-9A-F]{8}"/)?.[1];
        return `${name} ${JSON.stringify(SourceArn).match(/"(\/[^"]*)"\]\]\}$/)?.[1]}`;
      });
    expect(permissions.sort()).toEqual(['Ingest /*/*/*', 'Manage /*/*', 'Manage /*/*/*', 'Web /*/*/*']);
  });

  test.each([
    [{}, 500, 1_000],
    [{ throttleRate: '20', throttleBurst: '40' }, 20, 40],
  ])('is throttled as the options %j say', (options, rate, burst) => {
    const [limited] = Object.values(resourcesOf(synthesized(options), 'AWS::ApiGatewayV2::Stage'));
    expect(limited?.Properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
    });
  });

  test('logs each request without its path, which may be a capability', () => {
    const { Format } = stage.Properties.AccessLogSettings as { Format: string };
    const format = JSON.parse(Format) as Record<string, string>;
    expect(Object.values(format).sort()).toEqual([
      '$context.error.message',
      '$context.identity.sourceIp',
      '$context.identity.userAgent',
      '$context.integrationErrorMessage',
      '$context.integrationStatus',
      '$context.requestId',
      '$context.requestTime',
      '$context.responseLatency',
      '$context.routeKey',
      '$context.status',
    ]);
    expect(Format).not.toMatch(/path|domain/i);
  });
});
