import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { recurrenceCases } from '#test/recurrence/random-recurrence.ts';
import { previewRecurrence } from './preview-recurrence.ts';
import { RecurrencePreviewSchema } from './recurrence-preview.ts';
import { isProblem } from './rule-problem.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

function preview(rule: string, start: string, count = 3) {
  const previewed = previewRecurrence({ rule, start, zone: 'Europe/Berlin', after: null, count });
  if (isProblem(previewed)) throw new Error(previewed.message);
  return previewed;
}

describe('what a rule comes to', () => {
  it('RC21 is its canonical form, its first slot, a text, the next occurrences and the end', () => {
    expect(preview('rrule:freq=weekly;count=2;byday=mo;byhour=9', '2027-03-27')).toEqual({
      rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2',
      start: '2027-03-29T09:00',
      isStartMoved: true,
      zone: 'Europe/Berlin',
      text: 'Every week on Monday at 09:00, twice',
      occurrences: [
        { local: '2027-03-29T09:00', instant: '2027-03-29T07:00:00.000Z', notes: [] },
        { local: '2027-04-05T09:00', instant: '2027-04-05T07:00:00.000Z', notes: [] },
      ],
      last: { local: '2027-04-05T09:00', instant: '2027-04-05T07:00:00.000Z' },
    });
    expect(preview('FREQ=DAILY', '2027-03-28T02:30', 1)).toMatchObject({
      isStartMoved: false,
      last: null,
      occurrences: [
        {
          notes: [
            {
              kind: 'clock_forward',
              text: 'The clocks go forward: there is no 02:30 on 28 March 2027, so it is at 03:30.',
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['FREQ=DAILY;UNTIL=20270401', '2027-03-31', '2027-04-01'],
    ['FREQ=WEEKLY;UNTIL=20270401', '2027-03-29', '2027-03-29'],
    ['FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20990430', '2027-01-31', '2099-03-31'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=21030228', '2028-02-29', '2096-02-29'],
    ['FREQ=YEARLY;INTERVAL=100;UNTIL=20701231', '1950-05-01', '2050-05-01'],
    ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', '2027-01-31', '2027-05-31'],
    ['FREQ=DAILY;COUNT=10000', '2027-01-01', '2054-05-18'],
  ])('RC22 %s from %s ends on %s', (rule, start, last) => {
    expect(preview(rule, start).last).toEqual({ local: last, instant: null });
  });

  it('RC22 the last one is the last of all, and none comes after it', () => {
    fc.assert(
      fc.property(recurrenceCases, ({ rule, start, zone }) => {
        const previewed = previewRecurrence({ rule, start, zone, after: null, count: 400 });
        if (isProblem(previewed) || previewed.occurrences.length === 400) return;
        const { last, occurrences } = previewed;
        expect(last === null).toBe(!/COUNT|UNTIL/.test(previewed.rule));
        if (last === null) return;
        // Two slots on one instant are one occurrence, which is told by its first.
        expect(occurrences.at(-1)).toMatchObject(last.instant === null ? last : { instant: last.instant });
      }),
      { numRuns: 500 },
    );
  });

  it('RC21 every rule answers what the contract says', () => {
    fc.assert(
      fc.property(recurrenceCases, ({ rule, start, zone }) => {
        const previewed = previewRecurrence({ rule, start, zone, after: null, count: 5 });
        if (!isProblem(previewed)) expect(RecurrencePreviewSchema.parse(previewed)).toEqual(previewed);
      }),
      { numRuns: 500 },
    );
  });
});
