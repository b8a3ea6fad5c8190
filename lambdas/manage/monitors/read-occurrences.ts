import { cronIssues, DEFAULT_ZONE } from '../../../contracts/http/cron-issues.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { misfit } from '../../../contracts/http/http-error.ts';
import { occurrencesQuery } from '../../../contracts/monitors/schemas/occurrences.ts';
import { nextSlots } from '../../../core/monitor/schedule.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';

const SHOWN = 5;

/** `GET /api/occurrences`: the slots that a schedule would be judged by. */
export const readOccurrences =
  ({ clock }: Pick<Runtime, 'clock'>): Endpoint =>
  (event) => {
    const query = fitting(occurrencesQuery, event.queryStringParameters ?? {});
    const { schedule: expression, timezone: zone } = query;
    const issues = cronIssues(expression, zone);
    if (issues.length > 0) throw misfit(issues);
    const timezone = zone ?? DEFAULT_ZONE;
    const slots = nextSlots({ type: 'cron', expression, timezone, graceMs: 0 }, clock.now(), SHOWN);
    const occurrences = slots.map((slot) => new Date(slot).toISOString());
    return jsonAnswer(200, { schedule: expression, timezone, occurrences });
  };
