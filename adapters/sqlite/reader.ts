import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { LongReads } from './long-reads.ts';
import type { ReadAnswer, ReadRequest } from './reader-worker.ts';

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: StoreUnavailable) => void;
}

/** Long reads in a worker, so that they never hold up a heartbeat. One that dies is replaced at the next read. */
export class Reader {
  readonly #directory: string;
  #worker: Worker | undefined;
  #pending = new Map<number, Pending>();
  #number = 0;
  #closed = false;

  constructor(directory: string) {
    this.#directory = directory;
  }

  read<K extends keyof LongReads>(
    name: K,
    ...args: Parameters<LongReads[K]>
  ): Promise<ReturnType<LongReads[K]>> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('The store is closed'));
    this.#worker ??= this.#start();
    const request: ReadRequest = { number: ++this.#number, name, args };
    return new Promise((resolve, reject) => {
      this.#pending.set(request.number, { resolve: resolve as (result: unknown) => void, reject });
      this.#worker?.ref();
      this.#worker?.postMessage(request);
    });
  }

  /** Answers what was asked, then ends. */
  async close(): Promise<void> {
    this.#closed = true;
    if (!this.#worker) return;
    const ended = once(this.#worker, 'exit');
    this.#worker.ref();
    this.#worker.postMessage('close');
    await ended;
  }

  /** The worker keeps the process alive only while a read waits for it. */
  #start(): Worker {
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
      workerData: { directory: this.#directory },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    worker.on('message', (answer: ReadAnswer) => this.#settle(answer));
    worker.on('error', (error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker));
    worker.unref();
    return worker;
  }

  #settle(answer: ReadAnswer): void {
    const pending = this.#pending.get(answer.number);
    this.#pending.delete(answer.number);
    if (this.#pending.size === 0) this.#worker?.unref();
    if ('error' in answer)
      pending?.reject(new StoreUnavailable(`The database cannot be read: ${answer.error}`));
    else pending?.resolve(answer.result);
  }

  #lose(worker: Worker, cause?: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of lost) reject(new StoreUnavailable('The reading worker ended', { cause }));
  }
}
