import { healthAnswer } from '../../../contracts/daemons/from-core/health.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import { AnswersOfReadings } from '../../runtime/answers-of-readings.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** `GET /api/daemon/health`: as it was at most a second ago. */
export const readDaemonHealth = ({ fleet }: Runtime): Endpoint => {
  const answers = new AnswersOfReadings();
  return async () => {
    const reading = await fleet.read(['daemon']);
    return answers.of(reading, '', () => jsonAnswer(200, healthAnswer(reading)));
  };
};
