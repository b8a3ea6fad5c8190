export type Report = 'up' | 'degraded' | 'down';

/** A member that sends heartbeats: says once how it is. */
export type Speaker = (report: Report, says?: string) => Promise<unknown>;

/** A job that tells how its runs go. */
export interface RunSpeaker {
  started(): Promise<unknown>;
  alive(): Promise<unknown>;
  completed(tookMs: number): Promise<unknown>;
  failed(tookMs: number, says: string): Promise<unknown>;
}
