import type { Asked } from './function-rights.ts';

/** A request of the SDK as it comes over the wire. */
export interface AwsRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The names by which commands speak of resources, and the ARNs by which policies do. */
export interface Arns {
  readonly table: string;
  readonly queues: ReadonlyMap<string, string>;
  readonly keys: ReadonlyMap<string, string>;
}

type Json = Readonly<Record<string, unknown>>;
type AttributeValue = { readonly S?: string; readonly N?: string };
type Item = Readonly<Record<string, AttributeValue>>;

/** The service and operation that the SDK's header names, such as `DynamoDB_20120810.UpdateItem`. */
export const targetOf = ({ headers }: AwsRequest): [service: string, operation: string] => {
  const [service = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  return [service, operation];
};

/** Who signed the request: each function has an access key of its own name. */
export const signerOf = ({ headers }: AwsRequest): string =>
  /Credential=([^/]+)\//.exec(String(headers.authorization))?.[1] ?? '';

/** The function that a request calls; undefined where it asks for something else. */
export const calledBy = ({ path }: AwsRequest): string | undefined =>
  /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path)?.[1];

/** What a request asks for, in the words of IAM. */
export function askedOf(request: AwsRequest, arns: Arns): Asked {
  const [service, operation] = targetOf(request);
  if (service.startsWith('DynamoDB')) return ofTable(operation, JSON.parse(request.body), arns.table);
  if (service === 'AmazonSQS') {
    const { QueueUrl } = JSON.parse(request.body) as { QueueUrl: string };
    // A batch needs the right to send one.
    return {
      action: `sqs:${operation.replace(/Batch$/, '')}`,
      resource: arns.queues.get(QueueUrl) ?? QueueUrl,
    };
  }
  if (service === 'secretsmanager') {
    const { SecretId } = JSON.parse(request.body) as { SecretId: string };
    return { action: `secretsmanager:${operation}`, resource: SecretId };
  }
  if (service === 'TrentService') {
    const { KeyId, EncryptionContext } = JSON.parse(request.body) as {
      KeyId: string;
      EncryptionContext: Readonly<Record<string, string>>;
    };
    const resource = arns.keys.get(KeyId) ?? KeyId;
    return { action: `kms:${operation}`, resource, sealedFor: EncryptionContext.for };
  }
  const called = calledBy(request);
  if (called !== undefined) return { action: 'lambda:InvokeFunction', resource: `${called}.Arn` };
  const form = new URLSearchParams(request.body);
  return { action: `sns:${form.get('Action')}`, resource: form.get('TopicArn') ?? '' };
}

function ofTable(operation: string, input: Json, table: string): Asked {
  const action = `dynamodb:${operation}`;
  if (input.IndexName !== undefined) return { action, resource: `${table}/index/${String(input.IndexName)}` };
  return { action, resource: table, leadingKeys: leadingKeysOf(operation, input) };
}

function leadingKeysOf(operation: string, input: Json): string[] {
  if (operation === 'BatchGetItem') {
    const tables = Object.values(input.RequestItems as Record<string, { Keys: Item[] }>);
    return tables.flatMap(({ Keys }) => Keys.map(({ pk }) => pk?.S ?? ''));
  }
  if (operation === 'Query') return [(input.ExpressionAttributeValues as Item)[':pk']?.S ?? ''];
  return [((input.Key ?? input.Item) as Item | undefined)?.pk?.S ?? ''];
}
