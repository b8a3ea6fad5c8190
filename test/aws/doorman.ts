import { once } from 'node:events';
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Arns, askedOf, calledBy, signerOf, targetOf } from './asked-of-aws.ts';
import { EmulatedKms } from './emulated-kms.ts';
import type { Asked, FunctionRights } from './function-rights.ts';

export interface DoormanOptions {
  readonly rights: FunctionRights;
  readonly arns: Arns;
  /** The endpoints of the emulators behind it. */
  readonly dynamodb: string;
  readonly queues: string;
  /** Secrets by the ARN that they have in the template. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Calls a function by its logical id. @returns its answer; rejects where it fails */
  readonly call: (functionId: string, event: unknown) => Promise<unknown>;
}

/**
 * The one endpoint of AWS that functions know here. It lets through what the function's policies in the template
 * allow, knows every other request to be denied, and writes both down.
 */
export class Doorman {
  readonly denied: (Asked & { readonly functionId: string })[] = [];
  /** Every action that was allowed, by function. */
  readonly used = new Map<string, Set<string>>();
  private readonly options: DoormanOptions;
  private readonly kms = new EmulatedKms();
  private readonly server: Server;

  private constructor(options: DoormanOptions) {
    this.options = options;
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.keepAliveTimeout = 0;
  }

  static async start(options: DoormanOptions): Promise<Doorman> {
    const doorman = new Doorman(options);
    doorman.server.listen(0, '127.0.0.1');
    await once(doorman.server, 'listening');
    return doorman;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const heard = { path: request.url ?? '', headers: request.headers, body: body.toString() };
    const functionId = signerOf(heard);
    const asked = askedOf(heard, this.options.arns);
    if (!this.options.rights.allows(functionId, asked)) {
      this.denied.push({ functionId, ...asked });
      return void answerJson(response, 400, { __type: 'AccessDeniedException', message: 'Not allowed' });
    }
    this.used.set(functionId, (this.used.get(functionId) ?? new Set()).add(asked.action));
    const [service, operation] = targetOf(heard);
    const called = calledBy(heard);
    if (called !== undefined) return this.callFunction(called, JSON.parse(heard.body), response);
    if (service === 'TrentService') {
      return answerJson(response, ...(await this.kms.answer(operation, JSON.parse(heard.body))));
    }
    if (service === 'secretsmanager') return this.tellSecret(asked.resource, response);
    pass(
      service.startsWith('DynamoDB') ? this.options.dynamodb : this.options.queues,
      request,
      body,
      response,
    );
  }

  private async callFunction(id: string, event: unknown, response: ServerResponse): Promise<void> {
    try {
      response.end(JSON.stringify((await this.options.call(id, event)) ?? null));
    } catch {
      response.writeHead(200, { 'x-amz-function-error': 'Unhandled' }).end('{"errorMessage":"It failed"}');
    }
  }

  private tellSecret(arn: string, response: ServerResponse): void {
    const SecretString = this.options.secrets.get(arn);
    if (SecretString === undefined) answerJson(response, 400, { __type: 'ResourceNotFoundException' });
    else answerJson(response, 200, { ARN: arn, SecretString });
  }
}

function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

function pass(
  endpoint: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  const onward = forward(`${endpoint}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => answerJson(response, 500, { __type: 'InternalFailure' }));
  onward.end(body);
}
