import type { HttpEvent } from './endpoint.ts';

/** A cookie that only our own pages send, and no script reads. */
export class SessionCookie {
  readonly #name: string;
  readonly #attributes: string;

  /** Over https it is bound to this very host, and no other page of the domain can put one in its place. */
  constructor(publicUrl: string) {
    const isSecure = publicUrl.startsWith('https:');
    this.#name = isSecure ? '__Host-heartbeat-session' : 'heartbeat-session';
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
