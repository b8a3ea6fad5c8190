import { useState } from 'preact/hooks';
import type { Kind } from '../../../core/monitor/ref.ts';
import { linkTo, listAddress } from '../address.ts';
import { RequestError } from '../api/request.ts';
import { isAdmin } from '../api/session.ts';
import type { MonitorAnswer } from '../api/shapes.ts';
import { lookAfresh } from '../fleet/fleet.ts';
import { tell } from '../shell/notices.tsx';
import { dialectOf, pause, remove, resume } from './monitor-calls.ts';
import { Question } from './question.tsx';

interface ActionsProps {
  readonly monitor: MonitorAnswer;
  readonly onChange: () => void;
}

/** What else its deletion means. */
const CONSEQUENCE: Readonly<Record<Kind, string>> = {
  service: ', its heartbeats are refused',
  scheduler: ', its reports are refused until it registers again',
  daemon: ', its heartbeats are refused until it registers again',
  application: ', its address stops working',
};

/** What may be done to a monitor. Pausing can be undone; deleting is asked about first. */
export function Actions({ monitor, onChange }: ActionsProps) {
  const [isAsking, ask] = useState(false);
  const { byWriters, placeOf } = dialectOf(monitor.kind);
  if ((!isAdmin.value && !byWriters) || placeOf(monitor) === undefined) return null;
  const isPaused = monitor.status === 'paused';
  const act = async (
    what: () => Promise<unknown>,
    done: string,
    undo?: () => void,
    after: () => void = onChange,
  ): Promise<void> => {
    try {
      await what();
      tell(done, undo);
      after();
      void lookAfresh();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      tell(`Not done: ${error.message}`);
    }
  };
  const doPause = () =>
    act(
      () => pause(monitor),
      `${monitor.name} is paused: nobody is alerted`,
      () => void doResume(),
    );
  const doResume = () =>
    act(
      () => resume(monitor),
      `${monitor.name} is watched again`,
      () => void doPause(),
    );
  const doRemove = (): Promise<void> => {
    ask(false);
    // There is nothing to read of it any more.
    return act(
      () => remove(monitor),
      `${monitor.name} was deleted`,
      undefined,
      () => {
        location.hash = listAddress.value;
      },
    );
  };
  return (
    <div class="actions">
      <button type="button" onClick={() => void (isPaused ? doResume() : doPause())}>
        {isPaused ? 'Resume' : 'Pause'}
      </button>
      {monitor.source === 'api' && (
        <a class="button" href={linkTo('monitors', monitor.kind, monitor.id, 'edit')}>
          Edit
        </a>
      )}
      {monitor.source === 'api' && (
        <button type="button" class="danger" onClick={() => ask(true)}>
          Delete
        </button>
      )}
      {isAsking && (
        <Question
          title="Delete it?"
          yes="Delete"
          no="Keep it"
          onYes={() => void doRemove()}
          onNo={() => ask(false)}
        >
          <bdi class="strong">{monitor.name}</bdi> is not watched any more from now on
          {CONSEQUENCE[monitor.kind]}. This cannot be undone.
        </Question>
      )}
    </div>
  );
}
