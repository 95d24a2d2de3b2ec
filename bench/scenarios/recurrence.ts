import rrule from 'rrule/dist/es5/rrule.js';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { nextOccurrence } from '#core/recurrence/occurrences.ts';
import { parseRecurrence } from '#core/recurrence/parse-recurrence.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import { wallClockToEpochMs } from '#core/time/local.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const RULES = 10_000;
/** rrule walks from the start: it is measured on every fiftieth rule, or the run would take an hour. */
const EVERY_FOR_RRULE = 50;
const NOW = Date.parse('2026-11-21T12:00:00Z');
const DAY_MS = 86_400_000;

/** What people repeat: weekday sets and small intervals most of all, now and then something rare. */
const MIX = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=DAILY;INTERVAL=2;COUNT=5000',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY;BYDAY=MO,TH',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR',
  'FREQ=MONTHLY;BYMONTHDAY=15',
  'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1;COUNT=400',
  'FREQ=YEARLY',
  'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
];
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];

interface BenchRule {
  readonly rule: string;
  readonly start: string;
  readonly zone: string;
}

/** P8: the next occurrence after now of 10,000 rules, from rule string to instant, beside rrule and rrule-temporal. */
export async function benchRecurrence(): Promise<string[]> {
  const lines: string[] = [];
  for (const [name, from, to] of [
    ['from 2000 to 2010', '2000-01-01', '2010-01-01'],
    ['of the last year', '2025-11-21', '2026-11-21'],
  ] as const) {
    const rules = benchRules(Date.parse(from), Date.parse(to));
    const some = rules.filter((_, at) => at % EVERY_FOR_RRULE === 0);
    const perRule = (of: readonly BenchRule[], next: (rule: BenchRule) => number | null) => async () => {
      const begun = performance.now();
      for (const rule of of) next(rule);
      return ((performance.now() - begun) * 1000) / of.length;
    };
    // They answer the same, or there is nothing to compare.
    for (const rule of some) if (ours(rule) !== byTemporal(rule)) throw new Error(`${JSON.stringify(rule)} differs`);
    const temporal = await comparePairs(perRule(rules, ours), perRule(rules, byTemporal));
    const bare = await comparePairs(perRule(some, ours), perRule(some, byRRule), 3);
    lines.push(pairLine(`P8 next of ${RULES} rules ${name}, beside rrule-temporal`, temporal, '≤ 1', 'µs a rule'));
    lines.push(
      pairLine(`P8 next of rules ${name}, beside rrule`, bare, from === '2000-01-01' ? '≤ 0.02' : 'none', 'µs a rule'),
    );
  }
  return lines;
}

function benchRules(from: number, to: number): BenchRule[] {
  return Array.from({ length: RULES }, (_, at) => {
    // A fixed stride spreads days and times evenly, the same in every run.
    const day = new Date(from + ((at * 7919 * DAY_MS) % (to - from))).toISOString().slice(0, 10);
    const time = new Date(((at * 617) % 1440) * 60_000).toISOString().slice(11, 16);
    const zone = ZONES[at % ZONES.length] ?? 'UTC';
    const parsed = parseRecurrence({ rule: MIX[at % MIX.length] ?? '', start: `${day}T${time}`, zone });
    if (isProblem(parsed)) throw new Error(parsed.message);
    return { rule: parsed.rule, start: parsed.start, zone };
  });
}

function ours({ rule, start, zone }: BenchRule): number | null {
  return nextOccurrence({ rule, start }, zone, NOW)?.epochMs ?? null;
}

function byTemporal({ rule, start, zone }: BenchRule): number | null {
  const rruleString = `DTSTART;TZID=${zone}:${start.replace(/[-:]/g, '')}00\nRRULE:${rule}`;
  const now = Temporal.Instant.fromEpochMilliseconds(NOW).toZonedDateTimeISO(zone);
  return new RRuleTemporal({ rruleString, temporal: Temporal }).next(now)?.epochMilliseconds ?? null;
}

/** At its best: in floating time, where it is some forty times faster than with TZID, and converted after. */
function byRRule({ rule, start, zone }: BenchRule): number | null {
  const options = rrule.RRule.parseString(rule);
  const next = new rrule.RRule({ ...options, dtstart: new Date(`${start}Z`) }, true).after(new Date(NOW));
  return next && wallClockToEpochMs(next.toISOString().slice(0, 16), zone);
}
