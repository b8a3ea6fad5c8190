import type { HeartbeatCentral } from '../src/heartbeat-central.ts';
import type { Outcome } from '../src/outcome.ts';
import type { Schema } from '../src/schema.ts';
import { clientOf, settingsOf } from './settings.ts';
import { type Command, type Given, UsageError } from './usage.ts';

const KINDS = ['service', 'scheduler', 'daemon', 'application'] as const;
type Kind = (typeof KINDS)[number];

const STATUSES: Readonly<Record<Kind, readonly string[]>> = {
  service: ['up', 'degraded', 'down'],
  scheduler: ['alive', 'pending', 'running', 'completed', 'failed'],
  daemon: ['healthy', 'degraded', 'unhealthy'],
  application: ['alive'],
};

export const send: Command = {
  name: 'send',
  synopsis: '<id...> [options]',
  summary: 'Sends a heartbeat, of one or many. Services in one request; any other kind one after the other.',
  flags: {
    kind: { type: 'string', short: 'k', value: 'kind', help: `${KINDS.join(', ')}; service by default` },
    status: { type: 'string', short: 's', value: 'status', help: 'how it is; see below' },
    message: { type: 'string', short: 'm', value: 'words', help: 'for people' },
    metadata: {
      type: 'string',
      multiple: true,
      value: 'name=value',
      help: 'kept with it; as often as you like',
    },
    'run-id': { type: 'string', value: 'id', help: 'with scheduler: which run' },
    json: { type: 'boolean', help: 'print what was answered as JSON' },
    quiet: { type: 'boolean', short: 'q', help: 'print nothing where all went well' },
  },
  notes: `${KINDS.map((kind) => `${kind}: ${STATUSES[kind].join(', ')}`).join('\n')}
The first is what is sent without --status. An application is named by its uuid or its address.

Exit codes: 0 all were taken; 1 one was not; 2 this line is wrong.`,
  run: sendAll,
};

interface Sent {
  readonly id: string;
  readonly ok: boolean;
  readonly error?: string;
}

async function sendAll(given: Given): Promise<number> {
  const { flags, positionals: ids } = given;
  if (ids.length === 0) throw new UsageError('send takes the id of what is alive: heartbeat send shop-web');
  const kind = KINDS.find((known) => known === (flags.kind ?? 'service'));
  if (!kind) throw new UsageError(`--kind ${flags.kind} is none of ${KINDS.join(', ')}`);
  const status = String(flags.status ?? STATUSES[kind][0]);
  if (!STATUSES[kind].includes(status)) {
    throw new UsageError(`--status ${status} is none of a ${kind}: ${STATUSES[kind].join(', ')}`);
  }
  const said: Said = {
    status,
    message: flags.message as string | undefined,
    metadata: metadataOf((flags.metadata as readonly string[] | undefined) ?? []),
    runId: flags['run-id'] as string | undefined,
  };
  const client = clientOf(settingsOf(given));
  const sent =
    kind === 'service' ? await sendServices(client, ids, said) : await sendOthers(client, kind, ids, said);
  for (const { id, ok, error } of flags.json ? [] : sent) {
    if (!ok) process.stderr.write(`heartbeat: ${id}: ${error}\n`);
    else if (!flags.quiet) process.stdout.write(`${id}: heard\n`);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(sent, undefined, 2)}\n`);
  return sent.every(({ ok }) => ok) ? 0 : 1;
}

interface Said {
  readonly status: string;
  readonly message: string | undefined;
  readonly metadata: Record<string, unknown> | undefined;
  readonly runId: string | undefined;
}

async function sendServices(
  client: HeartbeatCentral,
  ids: readonly string[],
  { status, message, metadata }: Said,
): Promise<Sent[]> {
  const items = ids.map((serviceId) => ({
    serviceId,
    status: status as 'up',
    message: message ?? null,
    metadata: metadata ?? null,
  })) satisfies Schema<'ServiceHeartbeat'>[];
  const outcome = await client.services.batch(items);
  const results = outcome.ok
    ? outcome.body.results
    : (outcome.problem.body as { results?: { success: boolean; error?: string }[] } | undefined)?.results;
  return ids.map((id, index) => {
    const result = results?.[index];
    if (result) return { id, ok: result.success, ...(result.error && { error: result.error }) };
    return sentOf(id, outcome);
  });
}

async function sendOthers(
  client: HeartbeatCentral,
  kind: Exclude<Kind, 'service'>,
  ids: readonly string[],
  said: Said,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const id of ids) sent.push(sentOf(id, await SENDERS[kind](client, id, said)));
  return sent;
}

const sentOf = (id: string, outcome: Outcome<unknown>): Sent =>
  outcome.ok ? { id, ok: true } : { id, ok: false, error: outcome.problem.message };

const SENDERS: Readonly<
  Record<
    Exclude<Kind, 'service'>,
    (client: HeartbeatCentral, id: string, said: Said) => Promise<Outcome<unknown>>
  >
> = {
  scheduler(client, id, { status, message, metadata, runId }) {
    if (status === 'alive') return client.schedulers.heartbeat(id, { runId, metadata });
    const body = {
      status,
      error_message: message,
      metadata,
      run_id: runId,
      timestamp: new Date().toISOString(),
    };
    return client.request('PUT', `/api/v1/schedulers/${encodeURIComponent(id)}/status`, body);
  },
  daemon: (client, id, { status, message, metadata }) =>
    client.daemons.heartbeat({
      daemonId: id,
      status: status as 'healthy',
      message: message ?? null,
      metadata: metadata ?? null,
    }),
  application: (client, id, { message, metadata }) => {
    const words = [message, metadata && JSON.stringify(metadata)].filter(Boolean).join('\n');
    return client.applications.ping(id, words || undefined);
  },
};

/** `records=12` is a number, `ready=true` is true, all else is text. @throws UsageError */
function metadataOf(pairs: readonly string[]): Record<string, unknown> | undefined {
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`--metadata ${pair} should be name=value`);
      const value = pair.slice(at + 1);
      const isPlain = /^(true|false|-?(0|[1-9]\d{0,14})(\.\d+)?)$/.test(value);
      return [pair.slice(0, at), isPlain ? JSON.parse(value) : value];
    }),
  );
}
