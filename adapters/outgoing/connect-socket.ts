import { connect, type LookupFunction, type Socket } from 'node:net';
import { timedOut, unreachable } from './unreachable.ts';

export interface ConnectOptions {
  readonly lookup: LookupFunction;
  readonly timeoutMs: number;
}

/** A connected plain socket. Without listeners of ours: it is the caller's. Rejects with OutgoingError. */
export function connectSocket(host: string, port: number, options: ConnectOptions): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host, port, lookup: options.lookup });
  const timer = setTimeout(() => socket.destroy(timedOut(host, options.timeoutMs)), options.timeoutMs);
  const onError = (error: Error): void => {
    clearTimeout(timer);
    reject(unreachable(host, error));
  };
  socket.once('error', onError);
  socket.once('connect', () => {
    clearTimeout(timer);
    socket.off('error', onError);
    resolve(socket);
  });
  return promise;
}
