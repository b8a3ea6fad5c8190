import type { Log } from '../../core/ports/log.ts';

export interface Line {
  readonly level: keyof Log;
  readonly facts: object;
  readonly sentence: string;
}

/** A log that a test can read. */
export class RecordingLog implements Log {
  readonly lines: Line[] = [];

  debug(facts: object, sentence: string): void {
    this.lines.push({ level: 'debug', facts, sentence });
  }
  info(facts: object, sentence: string): void {
    this.lines.push({ level: 'info', facts, sentence });
  }
  warn(facts: object, sentence: string): void {
    this.lines.push({ level: 'warn', facts, sentence });
  }
  error(facts: object, sentence: string): void {
    this.lines.push({ level: 'error', facts, sentence });
  }
}
