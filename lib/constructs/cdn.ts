import { Duration, Validations } from 'aws-cdk-lib';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { badgeQuery } from '../../contracts/pages/badge-query.ts';
import type { Options } from '../context.ts';
import type { HeartbeatApi } from './heartbeat-api.ts';
import { type FunctionSurroundings, HeartbeatFunction } from './heartbeat-function.ts';
import { GeneratedKey } from './own-secrets.ts';

export interface CdnProps extends FunctionSurroundings {
  readonly options: Options;
  readonly api: HeartbeatApi;
}

/** Not `x-edge-...`: CloudFront adds none that begins so. */
const EDGE_HEADER = 'x-origin-key';

/** Who asks. CloudFront's own header for it cannot be had together with all of the viewer's but `Host`. */
export const VIEWER_HEADER = 'x-viewer-address';
const TELL_VIEWER = `function handler(event) {
  event.request.headers['${VIEWER_HEADER}'] = { value: event.viewer.ip };
  return event.request;
}`;

/** The origin says 15 and 30 s; whatever it says, nobody sees anything older. */
const LONGEST_KEPT = Duration.minutes(1);

/** What a badge differs by, beside its path. */
const BADGE_QUERY = Object.keys(badgeQuery.shape);

/** Errors that CloudFront would else answer with for ten seconds on its own. */
const ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** CloudFront in front of the API, and the API deaf to whoever comes around it. */
export class Cdn extends Construct {
  /** Without a slash at its end. */
  readonly url: string;
  readonly authorizer: HttpLambdaAuthorizer;

  constructor(scope: Construct, id: string, { options, api, keeping, logLevel }: CdnProps) {
    super(scope, id);
    const edgeKey = new GeneratedKey(this, 'EdgeKey', 'Heartbeat Central: what CloudFront bears', keeping);
    const edge = new HeartbeatFunction(this, 'Edge', {
      keeping,
      logLevel,
      name: 'edge',
      description: 'Lets in what came through CloudFront',
      timeout: Duration.seconds(5),
      // It reads one secret in a process's life.
      memorySize: 256,
    }).reads(edgeKey, 'EDGE_SECRET_ARN');
    this.authorizer = new HttpLambdaAuthorizer('Edge', edge, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      identitySource: [`$request.header.${EDGE_HEADER}`],
      resultsCacheTtl: Duration.hours(1),
    });
    const origin = new HttpOrigin(api.domainName, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      // In the template this is a reference, which CloudFormation follows when it deploys.
      customHeaders: { [EDGE_HEADER]: edgeKey.secretValue.unsafeUnwrap() },
    });
    const viewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Heartbeat Central (${options.stage})`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        origin,
        viewerProtocolPolicy,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.tellViewer() }],
      },
      additionalBehaviors: {
        '/assets/*': { origin, viewerProtocolPolicy, cachePolicy: CachePolicy.CACHING_OPTIMIZED },
        ...this.publicBehaviors({ origin, viewerProtocolPolicy }, options),
      },
      errorResponses: ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...(options.webAclArn && { webAclId: options.webAclArn }),
    });
    acknowledge(distribution, options);
    this.url = `https://${distribution.distributionDomainName}`;
  }

  /**
   * What strangers see, for as long as the origin says. Nothing of the sender's goes along but how a badge is asked for: no
   * key or cookie is part of what is kept, and none makes an answer that others get.
   */
  private publicBehaviors(
    behavior: BehaviorOptions,
    { stage, statusPageTags }: Options,
  ): Record<string, BehaviorOptions> {
    const kept = (id: string, what: string, queryStringBehavior: CacheQueryStringBehavior) => ({
      ...behavior,
      cachePolicy: new CachePolicy(this, id, {
        comment: `Heartbeat Central (${stage}): ${what}, as long as the origin says`,
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: LONGEST_KEPT,
        headerBehavior: CacheHeaderBehavior.none(),
        cookieBehavior: CacheCookieBehavior.none(),
        queryStringBehavior,
        enableAcceptEncodingGzip: true,
        enableAcceptEncodingBrotli: true,
      }),
    });
    return {
      '/badges/*': kept('KeptBadges', 'badges', CacheQueryStringBehavior.allowList(...BADGE_QUERY)),
      // Without a status page the address tells whoever bears a key how to have one: that is nobody else's answer.
      ...(statusPageTags && {
        '/status': kept('KeptStatus', 'the status page', CacheQueryStringBehavior.none()),
      }),
    };
  }

  private tellViewer(): EdgeFunction {
    return new EdgeFunction(this, 'TellViewer', {
      comment: 'Tells the origin who asks',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(TELL_VIEWER),
    });
  }
}

function acknowledge(distribution: Distribution, { webAclArn }: Options): void {
  const reasons = {
    CFR1: 'Services beat from wherever they run.',
    CFR3: "The API's own access log has every request that is not answered from the cache.",
    CFR4: 'The certificate of cloudfront.net sets the oldest TLS; a domain of one’s own lifts it.',
    ...(!webAclArn && { CFR2: 'A web ACL costs by the month: webAclArn adds one.' }),
  };
  for (const [rule, reason] of Object.entries(reasons)) {
    Validations.of(distribution).acknowledge({ id: `AwsSolutions-${rule}`, reason });
  }
}
