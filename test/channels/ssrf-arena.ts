import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { BlockList, connect, createServer, isIP, type Server, type Socket } from 'node:net';
import type { Resolve, ResolvedAddress } from '../../adapters/outgoing/guarded-lookup.ts';
import { listening } from './http-receiver.ts';

/** A listener on this machine, and a watch over every connection that this process begins meanwhile. */
export interface Arena {
  readonly port: number;
  /** False where this machine has no IPv6. */
  readonly hasIPv6: boolean;
  /** The addresses that a connection was begun to. All but the listener's are stopped before a packet leaves. */
  readonly attempts: readonly string[];
  /** Ends the watch. @returns how many connections reached the listener. */
  arrived(): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** As URLs write it, so that one address has one form. */
const canonical = (address: string): string =>
  URL.parse(`http://${isIP(address) === 6 ? `[${address}]` : address}`)?.hostname ?? address;

const LISTENED: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', '[::ffff:7f00:1]']);

/** Node asks it of every address, right before it connects there. */
class Watch extends BlockList {
  readonly attempts: string[] = [];
  override check(address: unknown): boolean {
    this.attempts.push(String(address));
    return !LISTENED.has(canonical(String(address)));
  }
}

/** The same port of [::1]; undefined where there is none to have. */
async function besideIt(server: Server, port: number): Promise<Server | undefined> {
  try {
    await once(server.listen(port, '::1'), 'listening');
    return server;
  } catch {
    return undefined;
  }
}

export async function openArena(): Promise<Arena> {
  let accepted = 0;
  const counting = (): Server =>
    createServer((socket) => {
      accepted += 1;
      socket.on('error', () => {}).destroy();
    });
  const four = counting();
  const port = await listening(four);
  const six = await besideIt(counting(), port);
  const watch = new Watch();
  const onSocket = (event: unknown): void => {
    Object.assign((event as { readonly socket: Socket }).socket, { blockList: watch });
  };
  subscribe('net.client.socket', onSocket);
  /** Connections are accepted in turn: once the last has been, so have all before it. */
  const last = async (host: string): Promise<void> => {
    const socket = connect(port, host)
      .on('error', () => {})
      .resume();
    await once(socket, 'close');
    accepted -= 1;
  };
  return {
    port,
    hasIPv6: six !== undefined,
    attempts: watch.attempts,
    async arrived() {
      unsubscribe('net.client.socket', onSocket);
      await last('127.0.0.1');
      if (six) await last('::1');
      return accepted;
    },
    async [Symbol.asyncDispose]() {
      unsubscribe('net.client.socket', onSocket);
      four.close();
      six?.close();
    },
  };
}

const told = (address: string): ResolvedAddress => ({ address, family: isIP(address) === 6 ? 6 : 4 });

/** Takes numbers in any notation for addresses, as the system's does, and leads every name to the listener. */
export const resolveToListener: Resolve = async (host) => {
  const address = canonical(host);
  return isIP(address) ? [told(address)] : ['127.0.0.1', '::1'].map(told);
};

/** Answers with these lists, look after look; with the last of them from then on. */
export function resolveInTurn(looks: readonly (readonly string[])[]): {
  readonly resolve: Resolve;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const resolve: Resolve = async (host) =>
    (looks[Math.min(asked.push(host), looks.length) - 1] ?? []).map(told);
  return { resolve, asked };
}
