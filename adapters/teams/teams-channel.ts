import type { Channel } from '../../core/ports/channel.ts';
import { answerField } from '../outgoing/answer-field.ts';
import { type AnswerReading, assertDeliverable, type DeliverDeps, deliver } from '../outgoing/deliver.ts';
import { written } from '../outgoing/written.ts';
import { TEAMS_FORM } from './message.ts';

export interface TeamsChannelOptions extends DeliverDeps {
  /** `teams` by default. */
  readonly id?: string | undefined;
  /** The webhook of a workflow; a secret. */
  readonly url: string;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
}

/** A workflow's errors are named, such as `WorkflowTriggerIsNotEnabled`. */
const READING: AnswerReading = {
  reasonOf(answer) {
    const code = answerField(answer, 'error', 'code');
    return typeof code === 'string' && /^[A-Za-z]{1,60}$/.test(code) ? code : undefined;
  },
};

/**
 * Tells people in Microsoft Teams through a workflow that starts "when a Teams webhook request is received", one
 * POST a message. Rejects with ChannelRefused. Throws ChannelRefused where the URL can never be posted to.
 */
export function createTeamsChannel(options: TeamsChannelOptions): Channel {
  assertDeliverable(options.outgoing, options.url);
  return {
    id: options.id ?? 'teams',
    send: (message) =>
      deliver(
        options,
        options.url,
        () => ({
          // Without a charset Teams counts two bytes for each of ours.
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(written(TEAMS_FORM, message, options.publicUrl)),
        }),
        READING,
      ),
  };
}
