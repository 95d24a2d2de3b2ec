import { expect, it } from 'vitest';
import { nextOccurrence } from './occurrences.ts';
import { parseRecurrence } from './parse-recurrence.ts';
import { isProblem } from './rule-problem.ts';

// What is imported of rrule is another file in each runtime; the rest of the proof runs in Node.
it('RC19 rules are read and expanded in workerd as they are in Node', () => {
  const start = { start: '2027-01-31T02:30', zone: 'Europe/Berlin' };
  const recurrence = parseRecurrence({ rule: 'FREQ=MONTHLY;BYDAY=-1SU', ...start });
  if (isProblem(recurrence)) throw new Error(recurrence.message);
  const next = nextOccurrence(recurrence, 'Europe/Berlin', Date.parse('2027-03-01T00:00:00Z'));
  expect(next).toEqual({ slot: '2027-03-28T02:30', epochMs: Date.parse('2027-03-28T01:30:00Z') });
});
