import type { MessageAttributeValue, PublishInput } from '@aws-sdk/client-sns';
import { announce } from '../../contracts/events/announcement.ts';
import { queueJson } from '../../contracts/events/queue-json.ts';
import { toTransitionEvent } from '../../contracts/events/transition-event.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { asciiSubject } from './ascii-subject.ts';

/** An attribute that SQS does not take would lose the message; none is ever empty. */
const attribute = (value: string): MessageAttributeValue => ({
  DataType: 'String',
  StringValue: value.toWellFormed().replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '\uFFFD') || '-',
});

/**
 * A transition as the topic tells it: its public event, and attributes for filter policies. One text for all
 * protocols: with a text for each (MessageStructure), SNS sends no attributes.
 */
export function transitionMessage(
  transition: Transition,
  publicUrl: string,
): Pick<PublishInput, 'Subject' | 'Message' | 'MessageAttributes'> {
  const { headline, severity } = announce(transition, { publicUrl });
  const { kind, id, from, to, reason } = transition;
  return {
    // Only mail shows it.
    Subject: asciiSubject(headline),
    Message: queueJson(toTransitionEvent(transition, publicUrl)),
    MessageAttributes: {
      kind: attribute(kind),
      monitorId: attribute(id),
      from: attribute(from),
      to: attribute(to),
      reason: attribute(reason),
      severity: attribute(severity),
    },
  };
}
