import { describe, expect, test } from '@jest/globals';
import { actionsOf, resourceNamesOf, statementsOf } from './policies.ts';
import { type Resource, resourceNamed, resourcesOf, synthesized } from './synthesized.ts';

const ACL = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/mine/0a1b2c';
const template = synthesized({ cdn: 'true', webAclArn: ACL });
const [, distribution] = resourceNamed(template, 'AWS::CloudFront::Distribution', 'CdnDistribution');

interface Behavior {
  readonly PathPattern?: string;
  readonly AllowedMethods?: readonly string[];
  readonly CachePolicyId: string;
  readonly OriginRequestPolicyId?: string;
  readonly ViewerProtocolPolicy: string;
  readonly FunctionAssociations?: readonly { EventType: string; FunctionARN: unknown }[];
}

const config = distribution.Properties.DistributionConfig as {
  readonly DefaultCacheBehavior: Behavior;
  readonly CacheBehaviors: readonly Behavior[];
  readonly Origins: readonly [
    { OriginCustomHeaders: unknown; CustomOriginConfig: unknown; DomainName: unknown },
  ];
  readonly CustomErrorResponses: readonly { ErrorCachingMinTTL: number }[];
  readonly WebACLId: string;
};

/** The ids of AWS's own policies, the same in every account. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe('CloudFront in front', () => {
  test('hands every method on, with all headers but Host, and keeps nothing', () => {
    expect(config.DefaultCacheBehavior).toMatchObject({
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
      ViewerProtocolPolicy: 'https-only',
    });
    expect(new Set(config.CustomErrorResponses.map(({ ErrorCachingMinTTL: ttl }) => ttl))).toEqual(
      new Set([0]),
    );
  });

  test('keeps assets and badges, and nothing else', () => {
    expect(config.CacheBehaviors).toEqual([
      expect.objectContaining({
        PathPattern: '/assets/*',
        CachePolicyId: CACHING_OPTIMIZED,
        ViewerProtocolPolicy: 'https-only',
      }),
      expect.objectContaining({ PathPattern: '/badges/*', ViewerProtocolPolicy: 'https-only' }),
    ]);
  });

  test('keeps the status page where there is one, as long as the origin says and a minute at most', () => {
    const withPage = synthesized({ cdn: 'true', statusPageTags: 'public' });
    const [, { Properties }] = resourceNamed(withPage, 'AWS::CloudFront::Distribution', 'CdnDistribution');
    const { CacheBehaviors: behaviors } = Properties.DistributionConfig as typeof config;
    expect(behaviors.map(({ PathPattern }) => PathPattern)).toEqual(['/assets/*', '/badges/*', '/status']);
    const policies = Object.values(resourcesOf(withPage, 'AWS::CloudFront::CachePolicy')).map(
      (policy) => policy.Properties.CachePolicyConfig as object,
    );
    expect(policies).toHaveLength(2);
    for (const policy of policies) expect(policy).toMatchObject({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 60 });
  });

  test('neither keeps what a key or a cookie made nor hands one on to what is kept', () => {
    const withPage = synthesized({ cdn: 'true', statusPageTags: 'public' });
    const [, { Properties }] = resourceNamed(withPage, 'AWS::CloudFront::Distribution', 'CdnDistribution');
    const { CacheBehaviors: behaviors } = Properties.DistributionConfig as typeof config;
    for (const behavior of behaviors) {
      expect(behavior.OriginRequestPolicyId).toBeUndefined();
      expect(behavior.AllowedMethods ?? []).toEqual([]);
    }
    const shared = Object.values(resourcesOf(withPage, 'AWS::CloudFront::CachePolicy')).map(
      ({ Properties: { CachePolicyConfig } }) =>
        (CachePolicyConfig as { ParametersInCacheKeyAndForwardedToOrigin: object })
          .ParametersInCacheKeyAndForwardedToOrigin,
    );
    for (const one of shared) {
      expect(one).toMatchObject({
        HeadersConfig: { HeaderBehavior: 'none' },
        CookiesConfig: { CookieBehavior: 'none' },
      });
    }
    expect(shared).toContainEqual(
      expect.objectContaining({
        QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['label'] },
      }),
    );
    expect(shared).toContainEqual(
      expect.objectContaining({ QueryStringsConfig: { QueryStringBehavior: 'none' } }),
    );
  });

  test('tells who asks in a header that nobody else can set', () => {
    expect(config.DefaultCacheBehavior.FunctionAssociations).toEqual([
      expect.objectContaining({ EventType: 'viewer-request' }),
    ]);
    const [, { Properties }] = resourceNamed(template, 'AWS::CloudFront::Function', 'CdnTellViewer');
    const handler = new Function(`${Properties.FunctionCode}; return handler;`)() as (
      event: object,
    ) => unknown;
    const headers = { 'x-viewer-address': { value: '6.6.6.6' }, accept: { value: '*/*' } };
    expect(handler({ viewer: { ip: '192.0.2.1' }, request: { headers } })).toEqual({
      headers: { 'x-viewer-address': { value: '192.0.2.1' }, accept: { value: '*/*' } },
    });
    for (const name of ['Ingest', 'Manage', 'Web']) {
      const [, lambda] = resourceNamed(template, 'AWS::Lambda::Function', name);
      expect(lambda.Properties.Environment).toMatchObject({
        Variables: { VIEWER_ADDRESS_HEADER: 'x-viewer-address' },
      });
    }
    expect(JSON.stringify(synthesized().toJSON())).not.toContain('VIEWER_ADDRESS_HEADER');
  });

  test('is where people go, and where canaries fly', () => {
    const domain = { 'Fn::GetAtt': [expect.stringMatching(/^CdnDistribution/), 'DomainName'] };
    const url = { 'Fn::Join': ['', ['https://', domain]] };
    for (const name of ['Ingest', 'Manage', 'Web', 'Sweep', 'Judge', 'Notify']) {
      const [, lambda] = resourceNamed(template, 'AWS::Lambda::Function', name);
      expect(lambda.Properties.Environment).toMatchObject({ Variables: { PUBLIC_URL: url } });
    }
    expect(template.toJSON().Outputs.Url.Value).toEqual(url);
  });

  test('bears the web ACL that was named, or none', () => {
    expect(config.WebACLId).toBe(ACL);
    const plain = resourcesOf(synthesized({ cdn: 'true' }), 'AWS::CloudFront::Distribution');
    expect(JSON.stringify(plain)).not.toContain('WebACLId');
  });
});

describe('the API behind it', () => {
  const [, authorizer] = resourceNamed(template, 'AWS::ApiGatewayV2::Authorizer', 'ApiHttpEdge');

  test('lets nothing in that came around, on any route', () => {
    const routes = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route'));
    expect(routes.length).toBeGreaterThan(10);
    for (const { Properties } of routes) {
      expect(Properties.AuthorizationType).toBe('CUSTOM');
      expect(JSON.stringify(Properties.AuthorizerId)).toContain('ApiHttpEdge');
    }
  });

  test('asks its function once an hour for a key', () => {
    expect(authorizer.Properties).toMatchObject({
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 3_600,
      IdentitySource: ['$request.header.x-origin-key'],
    });
  });

  test('knows the key by reference only, in a header that CloudFront may add', () => {
    const [header] = config.Origins[0].OriginCustomHeaders as [{ HeaderName: string; HeaderValue: unknown }];
    expect(authorizer.Properties.IdentitySource).toEqual([`$request.header.${header.HeaderName}`]);
    expect(header.HeaderName).not.toMatch(/^x-(amz|edge)-/i);
    expect(header.HeaderValue).toEqual({
      'Fn::Join': [
        '',
        ['{{resolve:secretsmanager:', { Ref: expect.stringMatching(/^CdnEdgeKey/) }, ':SecretString:::}}'],
      ],
    });
  });

  test('is reached over TLS only', () => {
    for (const origin of config.Origins) {
      expect(origin.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only' });
      expect(JSON.stringify(origin.DomainName)).toContain('.execute-api.');
    }
  });

  test('has a door that may read its own key and nothing else', () => {
    const statements = statementsOf(template, 'CdnEdge');
    expect(statements.flatMap(actionsOf).sort()).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'secretsmanager:GetSecretValue',
    ]);
    const [reading] = statements.filter((one) => actionsOf(one).includes('secretsmanager:GetSecretValue'));
    expect(resourceNamesOf(reading!)).toEqual([expect.stringContaining('CdnEdgeKey')]);
  });
});

test('without it there is neither a distribution nor a door', () => {
  const types = Object.values(synthesized().toJSON().Resources as Record<string, Resource>).map(
    ({ Type }) => Type,
  );
  expect(types.filter((type) => /CloudFront|Authorizer/.test(type))).toEqual([]);
});
