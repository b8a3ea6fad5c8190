import type { FleetReading } from '../../core/paths/read-fleet.ts';
import type { HttpAnswer } from './endpoint.ts';
import { keptWith } from './kept-with.ts';

/** Answers made of a reading of the fleet: to write 20,000 rows costs half as much as to read them. */
export class AnswersOfReadings {
  private readonly kept = keptWith<FleetReading, HttpAnswer>();

  /** The answer for all who see the same variant of the reading; a copy, which middleware may change. */
  of(reading: FleetReading, variant: string, make: () => HttpAnswer): HttpAnswer {
    return { ...this.kept(reading, variant, make) };
  }
}
