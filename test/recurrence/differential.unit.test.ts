import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occurrencesAfter, slotEpochMs, wallClockAt } from '#core/recurrence/occurrences.ts';
import { parseRecurrence } from '#core/recurrence/parse-recurrence.ts';
import type { Recurrence } from '#core/recurrence/rule.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import { addDays } from '#core/time/local.ts';
import { INTENDED_DIFFERENCES } from './intended-differences.ts';
import { type RecurrenceCase, recurrenceCases } from './random-recurrence.ts';
import { askOracle } from './rrule-temporal-oracle.ts';

/** `npm run certify` asks for many; these few are the same every time. */
const RUNS = Number(process.env.CERTIFY_RECURRENCES ?? 2000);
const SEED = Number(process.env.CERTIFY_SEED ?? 20_261_121);
const PER_RULE = 4;
const PATIENCE = 1500;

/** The intended differences that can not be ironed out: two of starts and weeks, and errors of theirs. */
function isComparable({ rule, start, zone }: RecurrenceCase): boolean {
  if (wallClockAt(slotEpochMs(start, zone), zone) !== start) return false;
  const has = (part: string) => rule.includes(`${part}=`);
  if (has('BYWEEKNO')) return !has('INTERVAL') && !has('BYSETPOS');
  if (has('BYYEARDAY')) return !has('BYDAY');
  if (/BYDAY=[^;]*53/.test(rule)) return false;
  const isMixed = /BYDAY=(?:[^;]*,)?[A-Z]{2}(?:,|;|$)/.test(rule) && /BYDAY=[^;]*\d/.test(rule);
  return !(isMixed && rule.includes('YEARLY') && !has('BYMONTH'));
}

/**
 * The intended difference `wrongOffset`: the moment nearest to theirs at which a clock shows the time of the rule, or nothing
 * when the clocks skip it that day.
 */
function atTheTime(epochMs: number, { start }: Recurrence, zone: string): number[] {
  const shown = wallClockAt(epochMs, zone);
  if (shown.slice(10) === start.slice(10)) return [epochMs];
  const slots = [-1, 0, 1].map((offset) => `${addDays(shown.slice(0, 10), offset)}${start.slice(10)}`);
  const moments = slots.map((slot) => ({ slot, at: slotEpochMs(slot, zone) }));
  const nearest = moments.reduce((a, b) => (Math.abs(b.at - epochMs) < Math.abs(a.at - epochMs) ? b : a));
  return wallClockAt(nearest.at, zone) === nearest.slot ? [nearest.at] : [];
}

/** The intended difference `skippedTime`, as far as it changes what BYSETPOS picks from. */
function withoutSkips(asked: RecurrenceCase): RecurrenceCase {
  return asked.rule.includes('BYSETPOS=') ? { ...asked, zone: 'UTC' } : asked;
}

/** Ours without what the intended difference `skippedTime` moved. */
function ourOccurrences(recurrence: Recurrence, { zone, afterEpochMs }: RecurrenceCase): number[] {
  const found: number[] = [];
  for (const { slot, epochMs } of occurrencesAfter(recurrence, zone, afterEpochMs)) {
    if (wallClockAt(epochMs, zone) === slot) found.push(epochMs);
    if (found.length >= PER_RULE) break;
  }
  return found;
}

/** With COUNT, theirs goes on by one for each skipped time since the start. */
function hasCountedSkips({ rule, start }: Recurrence, zone: string): boolean {
  if (!rule.includes('COUNT=')) return false;
  for (const { slot, epochMs } of occurrencesAfter({ rule, start }, zone, null)) {
    if (wallClockAt(epochMs, zone) !== slot) return true;
  }
  return false;
}

describe('beside rrule-temporal', () => {
  it(`RC8 any rule, start, zone and moment gives what rrule-temporal gives, the ${Object.keys(INTENDED_DIFFERENCES).length} intended differences apart`, () => {
    const seen = { compared: 0, refused: 0, givenUp: 0 };
    fc.assert(
      fc.property(recurrenceCases.map(withoutSkips).filter(isComparable), (asked) => {
        const parsed = parseRecurrence(asked);
        if (isProblem(parsed)) {
          // Nothing is refused here but what gives nothing.
          expect(parsed.neverOccurs, parsed.message).toBe(true);
          expect(askOracle({ ...asked, afterEpochMs: Date.UTC(1990, 0, 1) }, 1, 60) ?? []).toEqual([]);
          seen.refused += 1;
          return;
        }
        const answer = askOracle(asked, PER_RULE, PATIENCE);
        if (answer === undefined) {
          seen.givenUp += 1;
          return;
        }
        const theirs = answer.flatMap((epochMs) => atTheTime(epochMs, parsed, asked.zone));
        const ours = ourOccurrences(parsed, asked);
        const isLonger = hasCountedSkips(parsed, asked.zone);
        const isShorter = theirs.length < answer.length;
        expect(isLonger ? theirs.slice(0, ours.length) : theirs).toEqual(
          isShorter ? ours.slice(0, theirs.length) : ours,
        );
        seen.compared += 1;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(seen.compared).toBeGreaterThan(RUNS * 0.7);
    expect(seen.givenUp).toBeLessThan(RUNS * 0.01);
    if (RUNS > 10_000) process.stdout.write(`${JSON.stringify(seen)}\n`);
  }, 3_600_000);
});
