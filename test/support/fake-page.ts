import { jest } from '@jest/globals';

interface Asked {
  readonly path: string;
  readonly method: string;
}

/** What the server says to a request, at once or later. */
export type Answering = (asked: Asked) => Response | Promise<Response>;

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

/** As much of a browser's page as asks a server: for tests of what is asked, with clocks of their own. */
export class FakePage {
  readonly asked: string[] = [];
  answer: Answering = () => json({});
  readonly #document = Object.assign(new EventTarget(), { hidden: false });

  /** From now on modules find themselves in this page; timers stand still until they are moved. */
  open(): void {
    jest.resetModules();
    jest.useFakeTimers();
    Object.assign(globalThis, { document: this.#document });
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
      const method = init?.method ?? 'GET';
      this.asked.push(`${method} ${String(path)}`);
      return this.answer({ path: String(path), method });
    });
  }

  close(): void {
    jest.useRealTimers();
    jest.restoreAllMocks();
    Reflect.deleteProperty(globalThis, 'document');
  }

  hide(isHidden: boolean): void {
    this.#document.hidden = isHidden;
    this.#document.dispatchEvent(new Event('visibilitychange'));
  }

  /** Lets time pass, and all that comes of it happen. */
  async pass(ms: number): Promise<void> {
    await jest.advanceTimersByTimeAsync(ms);
  }

  countOf(path: string): number {
    return this.asked.filter((line) => line === `GET ${path}`).length;
  }
}
