import { inWords } from '../../../core/monitor/in-words.ts';
import type { MonitorAnswer } from '../api/shapes.ts';
import { cronWords } from './cron-words.ts';
import { Occurrences } from './occurrences.tsx';

const worded = (seconds: number): string => inWords(seconds * 1_000);

/** When it must be heard, in words. */
export function ScheduleFacts({ monitor }: { readonly monitor: MonitorAnswer }) {
  const { schedule, maxRuntimeSeconds, runSilenceSeconds } = monitor;
  return (
    <section aria-label="Schedule">
      <h2>Schedule</h2>
      {schedule.type === 'none' && <p>It may be silent: only what it reports itself counts.</p>}
      {schedule.type === 'interval' && (
        <p>
          Every {worded(schedule.intervalSeconds)}. Down after{' '}
          {worded(schedule.intervalSeconds + schedule.graceSeconds)} of silence
          {schedule.graceSeconds > 0 && `, late after ${worded(schedule.intervalSeconds)}`}.
        </p>
      )}
      {schedule.type === 'cron' && (
        <>
          <p>
            {cronWords(schedule.expression)}, {schedule.timezone} (<code>{schedule.expression}</code>). Down
            if it is not heard within {worded(schedule.graceSeconds)} after that.
          </p>
          <Occurrences expression={schedule.expression} timezone={schedule.timezone} />
        </>
      )}
      {maxRuntimeSeconds !== null && (
        <p>
          A run may take {worded(maxRuntimeSeconds)}
          {runSilenceSeconds !== null && ` and be silent for ${worded(runSilenceSeconds)}`}.
        </p>
      )}
    </section>
  );
}
