import { describe, expect, test } from '@jest/globals';
import { audienceOf, isToldOf, type Routed } from '../../core/alerts/audience.ts';
import { knownChannel as channel } from '../support/fixed-channels.ts';

const DOWN: Routed = { kind: 'service', id: 'api', from: 'up', to: 'down', tags: ['web', 'prod'] };

const everybody = channel('team');
const web = channel('web', { wants: { tags: ['web', 'shop'] } });
const jobs = channel('jobs', { wants: { kinds: ['scheduler'] } });
const pager = channel('pager', { wants: { ids: ['service/api'], statuses: ['down'] } });
const spare = channel('spare', { isDefault: true });

const heard = (t: Routed, channels = [everybody, web, jobs, pager, spare], mailsOwners = true) =>
  audienceOf(t, channels, { mailsOwners }).map(({ channel: id, because }) => `${id}: ${because}`);

describe('who hears of a transition', () => {
  test('channels without a filter, and those whose filter fits; the default one only what nobody claims', () => {
    expect(heard(DOWN)).toEqual(['team: everything', 'web: wanted', 'pager: wanted']);
    expect(heard({ ...DOWN, id: 'other', tags: [] }, [web, jobs, pager, spare])).toEqual(['spare: default']);
    expect(heard(DOWN, [jobs])).toEqual([]);
  });

  test('channels named by the monitor in place of those without a filter', () => {
    expect(heard({ ...DOWN, channels: ['jobs'] })).toEqual(['web: wanted', 'jobs: named', 'pager: wanted']);
    expect(heard({ ...DOWN, tags: [], id: 'x', channels: ['spare'] })).toEqual(['spare: named']);
  });

  test('a name that leads nowhere, or to a channel that is switched off, counts as none', () => {
    expect(heard({ ...DOWN, channels: ['gone'] }, [everybody])).toEqual(['team: everything']);
    const off = channel('off', { enabled: false });
    expect(heard({ ...DOWN, channels: ['off'] }, [off, spare])).toEqual(['spare: default']);
  });

  test('all parts of a filter must fit, and one of each', () => {
    const both = channel('both', { wants: { kinds: ['service', 'daemon'], tags: ['prod'] } });
    expect(heard(DOWN, [both])).toEqual(['both: wanted']);
    expect(heard({ ...DOWN, kind: 'daemon' }, [both])).toEqual(['both: wanted']);
    expect(heard({ ...DOWN, kind: 'scheduler' }, [both])).toEqual([]);
    expect(heard({ ...DOWN, tags: ['web'] }, [both])).toEqual([]);
    expect(heard(DOWN, [channel('id', { wants: { ids: ['api'] } })])).toEqual(['id: wanted']);
    expect(heard(DOWN, [channel('id', { wants: { ids: ['daemon/api'] } })])).toEqual([]);
    expect(heard(DOWN, [channel('none', { wants: { tags: [] } }), spare])).toEqual(['spare: default']);
  });

  test('the owner by mail of trouble and its end, unless a channel mails the same address', () => {
    const owned = { ...DOWN, owner: { email: 'Ada@Example.com' } };
    expect(heard(owned, [jobs])).toEqual(['owner:ada@example.com: owner']);
    expect(heard(owned, [everybody])).toEqual(['team: everything', 'owner:ada@example.com: owner']);
    expect(heard(owned, [jobs], false)).toEqual([]);
    expect(heard({ ...owned, from: 'unknown', to: 'up' }, [jobs])).toEqual([]);
    const mail = channel('mail', { mailsTo: ['ops@example.com', 'ada@example.com'] });
    expect(heard(owned, [mail])).toEqual(['mail: everything']);
  });

  test('the default one of what a channel that claims the monitor does not want to hear', () => {
    expect(heard({ ...DOWN, to: 'degraded', tags: [] }, [pager, spare])).toEqual(['spare: default']);
    expect(heard({ ...DOWN, tags: [] }, [pager, spare])).toEqual(['pager: wanted']);
  });

  test('the sentences say why', () => {
    const reasons = audienceOf({ ...DOWN, channels: ['jobs'] }, [everybody, web, jobs, pager], {
      mailsOwners: false,
    }).map(({ reason }) => reason);
    expect(reasons).toEqual(['wants tag web', 'is named by the monitor', 'wants monitor service/api']);
  });
});

describe('a wish for statuses', () => {
  test.each([
    ['up', 'down', undefined, true],
    ['down', 'up', undefined, true],
    ['down', 'closed', undefined, true],
    ['unknown', 'up', undefined, false],
    ['up', 'paused', undefined, false],
    ['up', 'degraded', ['down'], false],
    ['degraded', 'up', ['down'], false],
    ['down', 'degraded', ['down'], true],
    ['degraded', 'down', ['down'], true],
    ['unknown', 'up', ['up'], true],
    ['up', 'paused', ['paused'], true],
    ['paused', 'unknown', ['paused'], false],
    ['up', 'down', [], false],
  ] as const)('from %s to %s with %j: told %s', (from, to, statuses, isTold) => {
    expect(isToldOf({ from, to }, statuses)).toBe(isTold);
  });
});
