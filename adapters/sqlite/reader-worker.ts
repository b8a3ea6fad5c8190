import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from './connection.ts';
import { type LongReads, longReads } from './long-reads.ts';

export interface ReadRequest {
  readonly number: number;
  readonly name: keyof LongReads;
  readonly args: readonly unknown[];
}

export type ReadAnswer =
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly error: string };

const { directory } = workerData as { directory: string };
const db = openReader(directory);
const reads = longReads(db) as unknown as Record<string, (...args: readonly unknown[]) => unknown>;

parentPort?.on('message', (request: ReadRequest | 'close') => {
  if (request === 'close') {
    db.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(answerTo(request));
});

function answerTo({ number, name, args }: ReadRequest): ReadAnswer {
  try {
    return { number, result: reads[name]?.(...args) };
  } catch (error) {
    return { number, error: error instanceof Error ? error.message : String(error) };
  }
}
