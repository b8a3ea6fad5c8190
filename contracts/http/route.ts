import type { core } from 'zod/mini';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * What a caller must bear: `beat` routes ask the monitor itself, `read` takes a reader's key, or none
 * where reading is public, `write` takes a writer's key, `admin` the admin's alone. The admin key opens every one of them.
 */
export type Access = 'none' | 'beat' | 'read' | 'write' | 'admin';

/** The function that answers a route: beats, registration and reads, or pages. */
export type FunctionName = 'ingest' | 'manage' | 'web';

export type Schema = core.$ZodType;

export interface ResponseDoc {
  readonly description: string;
  /** Undefined: no body, or one that is not JSON. */
  readonly schema?: Schema;
  /** What a body without a schema is: `text/html`. */
  readonly mediaType?: string;
  /** A body as a caller would see it. */
  readonly example?: unknown;
  /** Where one body does not show it all: several, by what they show. */
  readonly examples?: Readonly<Record<string, unknown>>;
}

/** One row of a dialect's route table: it drives the router, the gateway and the API reference. */
export interface Route {
  readonly method: Method;
  /** Parameters in braces: `/api/services/{serviceId}`. */
  readonly path: string;
  readonly operationId: string;
  readonly function: FunctionName;
  readonly access: Access;
  /** True: it reads every monitor, and is limited more tightly than other reads. */
  readonly wholeFleet?: true;
  /** True: a key is asked for even where reading is public. */
  readonly neverPublic?: true;
  /** True: its endpoint counts a caller who may come in per monitor, as heartbeats are, not as management. */
  readonly limitedAsBeat?: true;
  readonly summary: string;
  readonly query?: Schema;
  readonly body?: Schema;
  /** Bodies that the route takes, by what they show. */
  readonly bodyExamples?: Readonly<Record<string, unknown>>;
  readonly responses: Readonly<Record<number, ResponseDoc>>;
  /** True: our own affair, not in the API reference. */
  readonly hidden?: true;
}
