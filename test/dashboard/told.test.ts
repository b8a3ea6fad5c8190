import { describe, expect, it } from '@jest/globals';
import type { Delivery, DeliveryState } from '../../dashboard/app/api/shapes.ts';
import { toldOf, toldWords } from '../../dashboard/app/overview/told.ts';

const SINCE = Date.parse('2026-03-02T12:00:00.000Z');

const delivery = (
  channel: string,
  status: DeliveryState,
  minute = 0,
  to: 'down' | 'up' = 'down',
): Delivery => ({
  id: `${channel} ${minute} ${to}`,
  channel,
  monitor: { kind: 'service', id: 'shop', name: 'Shop' },
  transition: {
    from: 'up',
    to,
    reason: 'missed',
    at: new Date(SINCE + minute * 60_000).toISOString(),
  },
  status,
  attempts: 1,
  created: new Date(SINCE + minute * 60_000).toISOString(),
  next_attempt: null,
  settled: null,
  answer: null,
});

const NAMES = { ops: '#ops (Slack)', pager: 'Pager (PagerDuty)' };

describe('who was told of an outage', () => {
  const worded = (...deliveries: readonly Delivery[]) => toldWords(toldOf(deliveries, SINCE), NAMES);

  it('is said by the names of the channels, and by the address of an owner', () => {
    expect(worded(delivery('ops', 'delivered'), delivery('owner:ann@example.com', 'delivered'))).toBe(
      'Told: #ops (Slack), ann@example.com.',
    );
  });

  it('does not count who has not been reached yet, or was given up', () => {
    expect(
      worded(delivery('gone', 'delivered'), delivery('ops', 'pending'), delivery('pager', 'failed')),
    ).toBe('Told: gone. Not reached yet: #ops (Slack). Given up: Pager (PagerDuty).');
  });

  it('is nobody where they were told of an outage before, of its end, or of something newer', () => {
    expect(
      worded(
        delivery('ops', 'delivered', -30),
        delivery('ops', 'delivered', 1, 'up'),
        delivery('pager', 'superseded'),
      ),
    ).toBe('Nobody was told.');
  });
});
