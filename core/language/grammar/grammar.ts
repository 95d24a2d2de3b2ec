import type { Priority } from '../../task/task.ts';
import type { Frame } from '../frame.ts';
import type { Locale, Words } from '../locale.ts';
import { AMOUNT_MEANINGS, type Amount, type UnitWord } from '../meanings/amount.ts';
import type { DayKind } from '../meanings/calendar.ts';
import { CLOCK_MEANINGS } from '../meanings/clock.ts';
import { DATE_MEANINGS, type DateReading } from '../meanings/date.ts';
import { IMPOSSIBLE_DATES, IMPOSSIBLE_RULES, type Impossible } from '../meanings/impossible.ts';
import { PAST_MEANINGS, PERIOD_MEANINGS, type Period } from '../meanings/past.ts';
import { REMINDER_MEANINGS, type ReminderReading } from '../meanings/reminder.ts';
import { type Every, REPEAT_MEANINGS, type RepeatReading } from '../meanings/repeat.ts';
import { TIME_MEANINGS, type TimeReading } from '../meanings/time.ts';
import { compounds } from './compounds.ts';
import { foldWord } from './fold-word.ts';
import { impossibleNumberReader, numericDateReader } from './numeric-date.ts';
import { phrases } from './phrases.ts';
import type { Reader, Scan } from './reader.ts';
import { createScanner } from './scanner.ts';
import type { Readers } from './slots.ts';
import type { Token } from './token.ts';
import { digits, either, listOf, mapped, vocabulary } from './vocabulary.ts';

/** A language made ready for reading. */
export interface Grammar {
  /** Makes a line ready to be read. */
  readonly scan: (text: string, frame: Frame) => Scan;
  /** Takes a word apart that is written as one and read as two. */
  readonly split: (token: Token) => readonly Token[] | null;
  readonly amount: Reader<Amount>;
  readonly date: Reader<DateReading>;
  readonly time: Reader<TimeReading>;
  readonly repeat: Reader<RepeatReading>;
  readonly reminder: Reader<ReminderReading>;
  /** What was: only where it must be a date. */
  readonly past: Reader<DateReading>;
  /** The same for what takes several days. */
  readonly period: Reader<Period>;
  /** What has the form of a date or rule, and names a day that does not exist. */
  readonly impossible: Reader<Impossible>;
  readonly priority: Reader<Priority>;
  readonly edgePriority: Reader<Priority>;
  readonly askLink: Reader<true>;
  readonly askOpening: Reader<true>;
  readonly askClosing: Reader<true>;
  readonly introducer: Reader<true>;
  readonly postposition: Reader<true>;
  readonly negationBehind: Reader<true>;
  readonly name: Reader<true>;
  readonly level: Reader<Priority>;
  readonly shortUnit: Reader<UnitWord>;
  readonly works: Reader<true>;
  readonly isLink: (word: string) => boolean;
  readonly isPredicate: (word: string) => boolean;
  readonly isHolder: (word: string) => boolean;
  /** Whether it makes one of the two beside it. */
  readonly isJoint: (word: string) => boolean;
  readonly isNegation: (word: string) => boolean;
  /** Whether it makes them two: and, or. */
  readonly isConjunction: (word: string) => boolean;
  readonly isZoneNoun: (word: string) => boolean;
  readonly isSmallWord: (word: string) => boolean;
  /** Whether it is a verb at the end of its sentence, by its form. */
  readonly isCloser: (token: Token) => boolean;
  /** Whether it is a verb that what is to be done begins with. */
  readonly isOpener: (token: Token) => boolean;
  readonly adverbsStandInside: boolean;
  readonly oftenIsAdverb: boolean;
  readonly capitals: Locale['context']['capitals'];
}

const MAX_DAYS_OF_WEEK = 7;
const MAX_DAYS_OF_MONTH = 12;

/** Makes a language ready: patterns are taken apart once, and each knows what it can begin with. */
export function buildGrammar({ words, phrases: ways, dateOrders, context }: Locale): Grammar {
  const readers: { current: Readers | null } = { current: null };
  const slots = (): Readers => {
    readers.current ??= build();
    return readers.current;
  };
  const places = (each: readonly string[], first = 0): Words<number> => each.map((word, at) => [word, at + first]);
  const numericDate = numericDateReader(dateOrders);
  const date = phrases(ways.date, DATE_MEANINGS, slots);
  const time = phrases(ways.time, TIME_MEANINGS, slots);
  const level = vocabulary(words.level);
  const yes = (each: readonly string[]) => phrases<true, 'is'>({ is: each }, { is: () => true }, slots);

  function build(): Readers {
    const number = digits((value) => Number.isFinite(value));
    const n = either(number, vocabulary(words.number));
    const isShortened = isIn(words.shortened);
    const weekday = vocabulary(places(words.weekday), isShortened);
    const between = either(vocabulary([[words.between, true]]));
    const numbered = phrases<number, 'digits'>(
      { digits: ways.ordinal },
      { digits: ({ number: value = 0 }) => value },
      slots,
    );
    const ordinal = either(vocabulary(words.ordinal), numbered);
    const nth = either(ordinal, vocabulary([[words.last, -1]]));
    const dayGroup = either<readonly number[]>(
      mapped(weekday, (day) => [day]),
      vocabulary(words.weekdaySet),
      phrases<readonly number[], 'range'>(
        { range: ways.dayRange },
        { range: ({ weekday: from = 0, weekday2: to = 0 }) => range(from, to) },
        slots,
      ),
    );
    const listedDay = phrases<number, 'day'>(
      { day: ways.listedDay },
      { day: ({ day: value = 0, ordinal: place = value }) => place },
      slots,
    );
    const pluralWord = vocabulary(words.pluralSet);
    const daySet = either<readonly number[]>(
      pluralWord,
      phrases<readonly number[], 'range'>(
        { range: ways.pluralRange },
        { range: ({ weekday: from = 0, weekday2: to = 0 }) => range(from, to) },
        slots,
      ),
    );
    const pluralGroup = either<readonly number[]>(
      mapped(vocabulary(places(words.pluralDay)), (day) => [day]),
      daySet,
    );
    const dayKind = either<DayKind>(
      mapped(weekday, (day) => ({ kind: 'weekday', weekday: day })),
      vocabulary([[words.day, { kind: 'day' }]]),
      vocabulary([[words.workday, { kind: 'workday' }]]),
    );
    return {
      number,
      n,
      half: vocabulary(words.half),
      unit: vocabulary(words.unit, isShortened),
      amount: phrases(ways.amount, AMOUNT_MEANINGS, slots),
      weekday,
      timedDay: vocabulary(words.timedDay, isShortened),
      timedSet: vocabulary(words.timedSet, isShortened),
      dayGroup,
      weekdays: mapped(listOf(dayGroup, between, MAX_DAYS_OF_WEEK), (groups) => groups.flat()),
      pluralWord,
      pluralDays: mapped(listOf(pluralGroup, between, MAX_DAYS_OF_WEEK), (groups) => groups.flat()),
      daySet,
      month: vocabulary(places(words.month, 1), isShortened),
      day: either(
        ordinal,
        // Those that no month has are seen as well, so that they are known to be impossible.
        digits((_, length) => length <= 2),
      ),
      ordinal,
      nth,
      nths: listOf(nth, between, MAX_DAYS_OF_WEEK),
      days: listOf(either(listedDay, lastDay()), between, MAX_DAYS_OF_MONTH),
      dayNumbers: listOf(numbered, between, MAX_DAYS_OF_MONTH),
      dayKind,
      year: digits((value, length) => length === 4 && value >= 1900 && value <= 2199),
      monthDay: phrases<{ month: number; day: number }, 'day'>(
        { day: ways.monthDay },
        { day: ({ month = 0, day = 0 }) => ({ month, day }) },
        slots,
      ),
      clock: phrases(ways.clock, CLOCK_MEANINGS, slots),
      hour: either(
        digits((value, length) => value <= 24 && length <= 2),
        vocabulary(words.number.filter(([, value]) => value > 1 && value <= 12)),
      ),
      minute: digits((value, length) => value < 60 && length === 2),
      daypart: vocabulary(words.daypart),
      relativeDay: vocabulary(words.relativeDay),
      numericDate,
      date,
      time,
      every: phrases<Every, keyof Locale['phrases']['every']>(
        ways.every,
        {
          plain: () => ({ isAfterCompletion: false }),
          afterCompletion: () => ({ isAfterCompletion: true }),
        },
        slots,
      ),
      often: vocabulary(words.often),
      level,
    };
  }

  /** "The last day" among the days of a month. */
  function lastDay(): Reader<number> {
    return phrases<number, 'last'>({ last: [`${words.last} ${words.day}`] }, { last: () => -1 }, slots);
  }

  const split = compounds(words.compound);
  return {
    scan: createScanner(split),
    split,
    amount: phrases(ways.amount, AMOUNT_MEANINGS, slots),
    date,
    time,
    repeat: phrases(ways.repeat, REPEAT_MEANINGS, slots),
    reminder: phrases(ways.reminder, REMINDER_MEANINGS, slots),
    past: phrases(ways.past, PAST_MEANINGS, slots),
    period: phrases(ways.period, PERIOD_MEANINGS, slots),
    impossible: either<Impossible>(
      phrases<Impossible, keyof typeof IMPOSSIBLE_DATES>(ways.date, IMPOSSIBLE_DATES, slots),
      phrases<Impossible, keyof typeof IMPOSSIBLE_RULES>(ways.repeat, IMPOSSIBLE_RULES, slots),
      impossibleNumberReader(dateOrders, numericDate),
    ),
    priority: phrases<Priority, 'level'>({ level: ways.priority }, { level: ({ level: of = null }) => of }, slots),
    edgePriority: phrases<Priority, 'urgent'>({ urgent: ways.edgePriority }, { urgent: () => 'urgent' }, slots),
    askLink: yes(ways.askLink),
    askOpening: yes(ways.askOpening),
    askClosing: yes(ways.askClosing),
    introducer: yes(ways.introducers),
    postposition: yes(ways.postpositions),
    negationBehind: yes(ways.negationsBehind),
    name: yes(ways.names),
    level,
    shortUnit: vocabulary(words.shortUnit),
    works: vocabulary([[context.works, true]]),
    isLink: isIn(context.links),
    isPredicate: isIn(context.predicates),
    isHolder: isIn(context.holders),
    isJoint: isIn(`${context.conjunctions}|${context.joints}`),
    isNegation: isIn(context.negations),
    isConjunction: isIn(context.conjunctions),
    isZoneNoun: isIn(context.zoneNouns),
    isSmallWord: isIn(context.smallWords),
    isCloser: isVerb(context.closers),
    isOpener: isVerb(context.openers),
    adverbsStandInside: context.adverbsStandInside,
    oftenIsAdverb: context.oftenIsAdverb,
    capitals: context.capitals,
  };
}

/** Monday to Friday; over the end of the week as well. */
function range(from: number, to: number): number[] {
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, at) => (from + at) % 7);
}

function isVerb({ words, endings }: Locale['context']['closers']): (token: Token) => boolean {
  const isWord = isIn(words);
  const ends = endings.split('|').flatMap((ending) => (ending === '' ? [] : [foldWord(ending)]));
  return ({ kind, text, folded }) => {
    if (kind !== 'word' || text.charAt(0) !== text.charAt(0).toLowerCase()) return false;
    return isWord(folded) || ends.some((ending) => folded.length > ending.length + 1 && folded.endsWith(ending));
  };
}

function isIn(list: string): (word: string) => boolean {
  const all = new Set(
    list
      .split('|')
      .filter((word) => word !== '')
      .map(foldWord),
  );
  return (word) => all.has(word);
}
