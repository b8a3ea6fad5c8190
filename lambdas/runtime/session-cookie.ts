import type { HttpEvent } from './endpoint.ts';

/** A cookie that only our own pages send, and no script reads. */
export class SessionCookie {
  readonly #name: string;
  readonly #attributes: string;

  /**
   * Over https it is bound to this very host, and no other page of the domain can put one in its place. Browsers send
   * a cookie to all ports of a host: with the port in its name, servers beside each other do not log each other out.
   */
  constructor(publicUrl: string) {
    const { protocol, port } = new URL(publicUrl);
    const isSecure = protocol === 'https:';
    this.#name = [isSecure ? '__Host-heartbeat-session' : 'heartbeat-session', port]
      .filter(Boolean)
      .join('-');
    this.#attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  }

  /** Undefined where the request bears none. */
  in({ cookies = [] }: HttpEvent): string | undefined {
    const beginning = `${this.#name}=`;
    const found = cookies
      .flatMap((line) => line.split(';'))
      .map((pair) => pair.trim())
      .find((pair) => pair.startsWith(beginning));
    return found?.slice(beginning.length);
  }

  /** As `Set-Cookie` says it. */
  set(value: string, seconds: number): string {
    return `${this.#name}=${value}; Max-Age=${seconds}; ${this.#attributes}`;
  }

  get cleared(): string {
    return this.set('', 0);
  }
}
