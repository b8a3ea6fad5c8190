import { describe, expect, test } from '@jest/globals';
import { type Announcement, announce } from '../../contracts/events/announcement.ts';
import { REASONS, type Status } from '../../core/monitor/status.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { HOSTILE_NAMES, transitionWith } from './transitions.ts';

const publicUrl = 'https://heartbeats.example.com/';
const told = (changes: Partial<Transition>): Announcement => announce(transitionWith(changes), { publicUrl });

const factOf = (announcement: Announcement, label: string): string | undefined =>
  announcement.facts.find((fact) => fact.label === label)?.value;

test('a silence says since when, and by when a heartbeat was expected', () => {
  expect(told({})).toMatchInlineSnapshot(`
{
  "facts": [
    {
      "label": "Monitor",
      "value": "service payments-api",
    },
    {
      "label": "Status",
      "value": "up → down",
    },
    {
      "label": "Since",
      "value": "2025-11-21T10:05:00.000Z",
    },
    {
      "label": "Last heartbeat",
      "value": "2025-11-21T10:00:00.000Z",
    },
    {
      "label": "Expected by",
      "value": "2025-11-21T10:05:00.000Z",
    },
    {
      "label": "Was up for",
      "value": "3 d 2 h",
    },
    {
      "label": "Tags",
      "value": "payments, production",
    },
  ],
  "headline": "Payments API is down: no heartbeat since 2025-11-21T10:00:00.000Z (expected by 2025-11-21T10:05:00.000Z)",
  "link": "https://heartbeats.example.com/#/monitors/service/payments-api",
  "mentions": [],
  "sentences": [
    "Check that it runs and reaches Heartbeat Central.",
  ],
  "severity": "down",
}
`);
});

const TO: Readonly<Partial<Record<Transition['reason'], Status>>> = {
  heartbeat: 'up',
  recovered: 'up',
  'reported-degraded': 'degraded',
  paused: 'paused',
  'left-file': 'paused',
  created: 'unknown',
  resumed: 'unknown',
  deleted: 'closed',
  forgotten: 'closed',
};

test('every reason has its words', () => {
  const lines = REASONS.map((reason) => {
    const { severity, headline, sentences } = told({
      reason,
      to: TO[reason] ?? 'down',
      lastBeatAt: undefined,
    });
    return `${reason} [${severity}] ${headline}. ${sentences.join(' ')}`;
  });
  expect(lines).toEqual([
    'created [info] Payments API is registered. It is watched from now on.',
    'heartbeat [info] Payments API is up. It is heard now; its state was unknown.',
    'recovered [recovered] Payments API is up again. It reports that all is well.',
    'reported-degraded [degraded] Payments API is degraded. It reports trouble.',
    'reported-failure [down] Payments API is down: it reported a failure. It was heard: this is not a silence.',
    'missed [down] Payments API is down: never heard (expected by 2025-11-21T10:05:00.000Z). Check that it runs and reaches Heartbeat Central.',
    'never-heard [down] Payments API is down: never heard (expected by 2025-11-21T10:05:00.000Z). Check that it runs, and the address and key it sends to.',
    'overrun [down] Payments API is down: a run takes too long. A run is over its limit.',
    'silent-run [down] Payments API is down: a run fell silent. A run sends no heartbeat.',
    'paused [info] Payments API is paused. Nobody is alerted until it is resumed.',
    'left-file [info] Payments API is paused. It is no longer in the configuration file.',
    'resumed [info] Payments API is watched again. Its state is unknown until it is heard.',
    'deleted [info] Payments API was deleted. It is not watched any more.',
    'forgotten [info] Payments API is forgotten. It was silent for too long and is not watched any more. It has not recovered.',
  ]);
});

test('a job is told as one', () => {
  const job = { kind: 'scheduler', id: 'backup' } as const;
  expect(told(job).headline).toBe(
    'Payments API is down: no run in time (expected by 2025-11-21T10:05:00.000Z, last heard 2025-11-21T10:00:00.000Z)',
  );
  expect(told({ ...job, reason: 'recovered', to: 'up', from: 'down' }).sentences).toEqual([
    'A run ended well.',
  ]);
  expect(told({ ...job, reason: 'reported-failure' }).headline).toBe('Payments API is down: a run failed');
});

test('a recovery tells the downtime', () => {
  const recovery = told({ reason: 'recovered', from: 'down', to: 'up' });
  expect(recovery.severity).toBe('recovered');
  expect(factOf(recovery, 'Downtime')).toBe('3 d 2 h');
});

describe('by when it was expected', () => {
  test.each(['missed', 'never-heard'] as const)('is told where it is %s', (reason) => {
    expect(factOf(told({ reason }), 'Expected by')).toBe('2025-11-21T10:05:00.000Z');
  });

  test('is not told where it spoke', () => {
    expect(factOf(told({ reason: 'reported-failure' }), 'Expected by')).toBeUndefined();
  });
});

describe('the owner', () => {
  const owner = { email: 'shop@example.com', alertUserId: ' U024BE7LH ' };

  test('is told, and called over trouble alone', () => {
    expect(factOf(told({ owner }), 'Owner')).toBe('shop@example.com, U024BE7LH');
    expect(told({ owner }).mentions).toEqual(['U024BE7LH']);
    expect(told({ owner, reason: 'reported-degraded', to: 'degraded' }).mentions).toEqual(['U024BE7LH']);
    const recovery = told({ owner, reason: 'recovered', from: 'down', to: 'up' });
    expect(factOf(recovery, 'Owner')).toBe('shop@example.com, U024BE7LH');
    expect(recovery.mentions).toEqual([]);
    expect(told({ owner, from: 'down', to: 'paused', reason: 'paused' }).mentions).toEqual([]);
  });

  test('is left out where nobody is named', () => {
    for (const nobody of [undefined, {}, { email: ' ', alertUserId: '' }]) {
      expect(factOf(told({ owner: nobody }), 'Owner')).toBeUndefined();
      expect(told({ owner: nobody }).mentions).toEqual([]);
    }
  });

  test.each(HOSTILE_NAMES)('stays on one line as %j', (name) => {
    const announcement = told({ owner: { email: name, alertUserId: name } });
    expect(factOf(announcement, 'Owner') ?? '').not.toMatch(/[\p{Cc}\u2028\u202E]/u);
    expect((factOf(announcement, 'Owner') ?? '').length).toBeLessThanOrEqual(402);
    expect(announcement.mentions.every((id) => id.length <= 100)).toBe(true);
  });
});

test('from down to degraded is no recovery', () => {
  const partly = told({ reason: 'reported-degraded', from: 'down', to: 'degraded' });
  expect(partly.severity).toBe('degraded');
  expect(partly.sentences[0]).toContain('not down any more');
});

describe('what was said', () => {
  test('the monitor is quoted, with its lines', () => {
    const failure = told({ reason: 'reported-failure', message: 'disk full\r\nat /dev/sda' });
    expect(factOf(failure, 'Message')).toBe('disk full\nat /dev/sda');
  });

  test("a run over its limits is told in the core's words, once", () => {
    const message = 'The run that started 2025-11-21T09:05:00.000Z is longer than 1 h.';
    const overrun = told({ kind: 'scheduler', reason: 'overrun', message });
    expect(overrun.sentences).toEqual([message]);
    expect(factOf(overrun, 'Message')).toBeUndefined();
  });

  test('a long message is cut', () => {
    const failure = told({ reason: 'reported-failure', message: 'x'.repeat(2_000) });
    expect(factOf(failure, 'Message')).toHaveLength(1_000);
  });
});

describe('our own deafness is named', () => {
  const from = Date.parse('2025-11-21T10:01:00Z');

  test('when it is over', () => {
    const announcement = told({ gap: { from, to: from + 60_000 } });
    expect(announcement.sentences[1]).toBe(
      'Heartbeat Central itself could not hear from 2025-11-21T10:01:00.000Z to 2025-11-21T10:02:00.000Z: heartbeats sent then may be lost.',
    );
    expect(factOf(announcement, 'Could not hear')).toBe(
      '2025-11-21T10:01:00.000Z to 2025-11-21T10:02:00.000Z',
    );
  });

  test('when it is not', () => {
    expect(told({ gap: { from } }).sentences[1]).toBe(
      'Heartbeat Central itself has not been able to hear since 2025-11-21T10:01:00.000Z: the silence may be ours.',
    );
  });
});

test.each(HOSTILE_NAMES)('the headline survives the name %j', (name) => {
  const { headline } = told({ name, tags: [name] });
  expect(headline).toContain(' is down: ');
  expect(headline).not.toMatch(/[\p{Cc}\u2028\u202E]/u);
  expect(headline.length).toBeLessThan(220);
});

test('a monitor without a name is called by its id', () => {
  expect(told({ name: ' \n ' }).headline).toMatch(/^payments-api is down/);
});

test('the link bears an id of any letters', () => {
  expect(told({ id: 'a/b c#?\uD83D' }).link).toBe(
    'https://heartbeats.example.com/#/monitors/service/a%2Fb%20c%23%3F%EF%BF%BD',
  );
});
