import { describe, expect, it } from 'vitest';
import { RecurrencePreviewSchema } from '#core/recurrence/recurrence-preview.ts';
import { newApiCaller } from '#test/contracts/api-caller.ts';

const PATH = '/recurrence/preview';
const FRIDAYS = { rule: 'FREQ=WEEKLY;BYDAY=FR;BYHOUR=14', start: '2026-10-21' };

describe('recurrence', () => {
  describe('happy', () => {
    it('RC21 a preview has the canonical rule, its first slot, a text and the next ten', async () => {
      const { call } = await newApiCaller();
      const answer = await call('POST', PATH, { body: { ...FRIDAYS, zone: 'America/New_York' } });
      expect(answer.status).toBe(200);
      const preview = RecurrencePreviewSchema.parse(answer.json());
      expect(preview).toMatchObject({
        rule: 'FREQ=WEEKLY;BYDAY=FR',
        start: '2026-10-23T14:00',
        isStartMoved: true,
        text: 'Every week on Friday at 14:00',
        last: null,
      });
      expect(preview.occurrences).toHaveLength(10);
      // The clocks go back on 1 November 2026 in New York.
      expect(preview.occurrences.slice(1, 3)).toEqual([
        { local: '2026-10-30T14:00', instant: '2026-10-30T18:00:00.000Z', notes: [] },
        { local: '2026-11-06T14:00', instant: '2026-11-06T19:00:00.000Z', notes: [] },
      ]);
    });

    it('RC24 begins strictly after a moment in any offset, gives as many as asked for, and tells the end', async () => {
      const { call } = await newApiCaller();
      const body = { rule: 'FREQ=DAILY;COUNT=5', start: '2027-01-01T09:00:00', zone: 'Europe/Berlin' };
      const ask = async (more: object) => {
        return RecurrencePreviewSchema.parse((await call('POST', PATH, { body: { ...body, ...more } })).json());
      };
      const some = await ask({ after: '2027-01-02T10:00:00+02:00', count: 2 });
      expect(some.occurrences.map(({ local }) => local)).toEqual(['2027-01-03T09:00', '2027-01-04T09:00']);
      expect(some.last).toEqual({ local: '2027-01-05T09:00', instant: '2027-01-05T08:00:00.000Z' });
      expect((await ask({ after: '2028-01-01T00:00:00Z' })).occurrences).toEqual([]);
      expect((await ask({ after: null, count: 100 })).occurrences).toHaveLength(5);
    });

    it('RC24 without a zone stands in that of the user', async () => {
      const { call } = await newApiCaller();
      expect((await call('PATCH', '/me', { body: { zone: 'Asia/Kathmandu' } })).status).toBe(200);
      const answer = await call('POST', PATH, { body: { rule: 'FREQ=DAILY', start: '2027-01-01T12:00', count: 1 } });
      expect(answer.json()).toMatchObject({
        zone: 'Asia/Kathmandu',
        occurrences: [{ instant: '2027-01-01T06:15:00.000Z' }],
      });
    });
  });

  describe('errors', () => {
    it.each([
      ['finer than a day', { rule: 'FREQ=HOURLY' }, 'rule', /^FREQ: .*finer than a day/],
      ['two ends', { rule: 'FREQ=DAILY;COUNT=3;UNTIL=20270101' }, 'rule', /^COUNT: .*not by both/],
      ['an end before the start', { rule: 'FREQ=DAILY;UNTIL=20200101' }, 'rule', /^UNTIL: .*before the start/],
      ['an empty list of days', { rule: 'FREQ=WEEKLY;BYDAY=' }, 'rule', /^BYDAY: .*empty/],
      ['several hours', { rule: 'FREQ=DAILY;BYHOUR=9,17' }, 'rule', /^BYHOUR: /],
      ['an unknown part', { rule: 'FREQ=DAILY;BYEASTER=1' }, 'rule', /^BYEASTER: .*not a part/],
      ['what never occurs', { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'rule', /never occurs/],
      ['no rule', { rule: '' }, 'rule', /looks like/],
      ['a start that is none', { start: '2026-02-29' }, 'start', /exists/],
      ['an unknown zone', { zone: 'Mars/Olympus' }, 'zone', /IANA/],
      ['an offset for a zone', { zone: '+02:00' }, 'zone', /IANA/],
      ['no moment', { after: 'now' }, 'after', /instant/],
      ['a moment that is none', { after: '2026-02-30T12:00:00Z' }, 'after', /exists/],
      ['a moment beyond the calendar', { after: '9999-12-31T23:59:59Z' }, 'after', /2199/],
      ['none', { count: 0 }, 'count', />=1/],
      ['too many', { count: 101 }, 'count', /<=100/],
      ['what is not known', { until: '2027-01-01' }, 'until', /not known/],
    ])('RC23 refuses %s, naming the field', async (_name, changes, path, message) => {
      const { call } = await newApiCaller();
      const answer = await call('POST', PATH, { body: { ...FRIDAYS, ...changes } });
      expect([answer.status, answer.code()]).toEqual([400, 'validation_failed']);
      expect(answer.json().errors).toEqual([{ path, message: expect.stringMatching(message) }]);
    });
  });
});
