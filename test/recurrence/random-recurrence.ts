import fc from 'fast-check';

/** A rule as anybody may write it, where it starts, and an instant to ask from. */
export interface RecurrenceCase {
  readonly rule: string;
  /** Wall-clock time. */
  readonly start: string;
  readonly zone: string;
  /** ms since the epoch. */
  readonly afterEpochMs: number;
}

const DAY_MS = 86_400_000;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
export const ZONES = Intl.supportedValuesOf('timeZone');

const some = (max: number, isSigned = false, most = 4) =>
  fc
    .uniqueArray(isSigned ? fc.integer({ min: -max, max }).filter((n) => n !== 0) : fc.integer({ min: 1, max }), {
      minLength: 1,
      maxLength: most,
    })
    .map(String);
const weekday = fc.constantFrom(...WEEKDAYS);
const weekdays = fc.uniqueArray(weekday, { minLength: 1, maxLength: 7 }).map(String);
const numberedDays = (max: number) =>
  fc
    .uniqueArray(
      fc
        .tuple(
          fc.integer({ min: -max, max }).filter((n) => n !== 0),
          weekday,
        )
        .map(([nth, name]) => `${nth}${name}`),
      { minLength: 1, maxLength: 3 },
    )
    .map(String);
const workdays = fc.constant('MO,TU,WE,TH,FR');
/** Mixes every Monday and a first Tuesday. */
const mixedDays = (max: number) => fc.tuple(weekdays, numberedDays(max)).map(String);

type Parts = { [name: string]: fc.Arbitrary<string> };
type Written = { [name: string]: string };

/** Each part is there, or left out once in `rarity` times. */
function parts(each: Parts, rarity = 2): fc.Arbitrary<Written> {
  const entries = Object.entries(each).map(([name, value]): [string, fc.Arbitrary<string | undefined>] => [
    name,
    fc.option(value, { nil: undefined, freq: rarity }),
  ]);
  return fc.record(Object.fromEntries(entries)).map((found) => {
    const there = Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return Object.fromEntries(there);
  });
}

const setPosition = fc.oneof(fc.constantFrom('1', '-1', '1,-1', '2', '-2'), some(10, true, 3));
const monthDays = fc.oneof(
  some(31),
  some(31, true),
  fc.constantFrom('28,29,30,31', '31', '30', '29', '-1', '13', '28,29,30'),
);

const BY: { [freq: string]: fc.Arbitrary<Written> } = {
  DAILY: parts({ BYMONTH: some(12), BYMONTHDAY: monthDays, BYDAY: weekdays }),
  WEEKLY: fc.oneof(
    parts({ BYDAY: weekdays, BYMONTH: some(12), BYSETPOS: setPosition, WKST: weekday }),
    parts({ BYDAY: weekdays, WKST: weekday }, 3),
  ),
  MONTHLY: fc.oneof(
    parts({ BYMONTHDAY: monthDays }),
    parts({ BYMONTHDAY: monthDays, BYSETPOS: setPosition }, 3),
    parts({
      BYDAY: fc.oneof(weekdays, numberedDays(5), workdays, mixedDays(5)),
      BYSETPOS: setPosition,
      BYMONTH: some(12),
    }),
    parts({
      BYDAY: fc.oneof(weekdays, numberedDays(5)),
      BYMONTHDAY: monthDays,
      BYMONTH: some(12),
      BYSETPOS: setPosition,
    }),
  ),
  YEARLY: fc.oneof(
    parts({ BYMONTH: some(12), BYMONTHDAY: monthDays, BYSETPOS: setPosition }),
    parts({
      BYMONTH: some(12),
      BYDAY: fc.oneof(weekdays, numberedDays(5), workdays, mixedDays(5)),
      BYSETPOS: setPosition,
    }),
    parts({
      BYDAY: fc.oneof(weekdays, numberedDays(53), mixedDays(53)),
      BYSETPOS: fc.oneof(setPosition, some(366, true)),
    }),
    parts({ BYYEARDAY: some(366, true), BYDAY: weekdays, BYMONTH: some(12), BYSETPOS: setPosition }),
    parts({ BYWEEKNO: some(53, true), BYDAY: weekdays, WKST: weekday, BYMONTH: some(12), BYSETPOS: setPosition }),
    parts({ BYWEEKNO: some(53, true), BYDAY: weekday }, 5),
  ),
};

const time = fc.oneof(
  fc.constantFrom('09:00', '02:30', '00:00', '01:30', '23:59', '00:30'),
  fc.integer({ min: 0, max: 1439 }).map((m) => new Date(m * 60_000).toISOString().slice(11, 16)),
);
const startDay = fc.oneof(
  fc.integer({ min: Date.UTC(1996, 0, 1) / DAY_MS, max: Date.UTC(2034, 11, 31) / DAY_MS }),
  fc.integer({ min: Date.UTC(2024, 0, 1) / DAY_MS, max: Date.UTC(2027, 11, 31) / DAY_MS }),
);
const interval = fc.oneof(
  { weight: 4, arbitrary: fc.constant(1) },
  { weight: 3, arbitrary: fc.integer({ min: 2, max: 6 }) },
  { weight: 1, arbitrary: fc.integer({ min: 7, max: 60 }) },
);

const end = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 40 }).map((count) => `COUNT=${count}`) },
  { weight: 1, arbitrary: fc.constant('UNTIL') },
);

/** The last moment, in one of the three ways of writing UNTIL. */
function writeUntil(day: number, form: number, clock: string): string {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  const seconds = `T${clock.replace(':', '')}00`;
  return `UNTIL=${date}${['', seconds, `${seconds}Z`][form]}`;
}

/** Any rule that says nothing forbidden; it may still never occur. */
export const recurrenceCases: fc.Arbitrary<RecurrenceCase> = fc
  .constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY', 'YEARLY')
  .chain((freq) =>
    fc.record({
      freq: fc.constant(freq),
      by: BY[freq] ?? fc.constant({}),
      interval: freq === 'YEARLY' ? interval.map((n) => Math.min(n, 6)) : interval,
      end,
      until: fc.record({ days: fc.integer({ min: 0, max: 4000 }), form: fc.nat(2), clock: time }),
      hour: fc.option(fc.integer({ min: 0, max: 23 }), { nil: undefined, freq: 2 }),
      day: startDay,
      time,
      zone: fc.constantFrom(...ZONES),
      after: fc.oneof(fc.integer({ min: -400, max: 1500 }), fc.integer({ min: -10, max: 12_000 })),
    }),
  )
  .map((drawn) => {
    const hasOther = Object.keys(drawn.by).some((name) => name.startsWith('BY') && name !== 'BYSETPOS');
    const by = Object.entries(drawn.by).filter(([name]) => hasOther || name !== 'BYSETPOS');
    const text = [`FREQ=${drawn.freq}`, ...by.map(([name, value]) => `${name}=${value}`)];
    if (drawn.interval > 1) text.push(`INTERVAL=${drawn.interval}`);
    if (drawn.hour !== undefined && drawn.hour % 4 === 0) text.push(`BYHOUR=${drawn.hour}`);
    if (drawn.end === 'UNTIL') text.push(writeUntil(drawn.day + drawn.until.days, drawn.until.form, drawn.until.clock));
    else if (drawn.end !== '') text.push(drawn.end);
    return {
      rule: text.join(';'),
      start: `${new Date(drawn.day * DAY_MS).toISOString().slice(0, 10)}T${drawn.time}`,
      zone: drawn.zone,
      afterEpochMs: (drawn.day + drawn.after) * DAY_MS + 43_200_000,
    };
  });
