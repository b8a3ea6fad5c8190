/** A request that did not get through. */
export interface Spooled {
  readonly method: string;
  readonly path: string;
  readonly body: object;
}

/** What `exec` itself keeps, and nothing else: its fields by method and path. */
const KNOWN: readonly {
  readonly method: string;
  readonly path: RegExp;
  readonly fields: readonly string[];
}[] = [
  {
    method: 'PUT',
    // An id as encodeURIComponent writes it; dots alone would lead elsewhere.
    path: /^\/api\/v1\/schedulers\/(?!\.{1,2}\/)[\w\-.!~*'()%]+\/status$/,
    fields: ['run_id', 'status', 'timestamp', 'execution_time_ms', 'error_message', 'metadata'],
  },
  {
    method: 'POST',
    path: /^\/api\/v1\/schedulers\/register$/,
    fields: [
      'scheduler_id',
      'schedule',
      'timezone',
      'expected_interval_seconds',
      'max_runtime_seconds',
      'grace_seconds',
    ],
  },
];

/** @returns undefined where it is no report of `exec` */
export function spooledOf(json: unknown): Spooled | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { method, path, body } = json as Record<string, unknown>;
  if (typeof path !== 'string' || typeof body !== 'object' || body === null) return undefined;
  const known = KNOWN.find((kind) => kind.method === method && kind.path.test(path));
  if (!known || !Object.keys(body).every((field) => known.fields.includes(field))) return undefined;
  return { method: known.method, path, body };
}
