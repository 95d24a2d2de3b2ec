import type { Priority } from '../task/task.ts';
import type { DateOrder, Daypart } from './frame.ts';
import type { AMOUNT_MEANINGS, Amount, UnitWord } from './meanings/amount.ts';
import type { CLOCK_MEANINGS } from './meanings/clock.ts';
import type { DATE_MEANINGS } from './meanings/date.ts';
import type { PAST_MEANINGS, PERIOD_MEANINGS } from './meanings/past.ts';
import type { REMINDER_MEANINGS } from './meanings/reminder.ts';
import type { REPEAT_MEANINGS } from './meanings/repeat.ts';
import type { TIME_MEANINGS } from './meanings/time.ts';

/** Words by what they stand for. `|` separates the ways to say the same, each of one or more words. */
export type Words<Value> = readonly (readonly [words: string, value: Value])[];

/** For each meaning the phrases that have it, as `parsePattern` reads them. None is a meaning the language does not say so. */
export type Ways<Meanings> = { readonly [Name in keyof Meanings]: readonly string[] };

/**
 * A language, as one table: the grammar knows meanings and no words. Words are compared without case and accents.
 *
 * A further language `xx` is two files of words and phrases, two of vectors, and no line of grammar:
 * 1. `test/vectors/language/capture-xx.jsonl` and `plain-xx.jsonl`: what people write and what it means, and titles that
 *    only look like it. They come first, for a table written before them says what its author thought of.
 * 2. `locales/xx.ts`: this table, its words in `xx-words.ts`. TypeScript names what is missing; a meaning that the language does not say, or says in
 *    a way that is another one's, has no phrases (`[]`).
 * 3. Its name in `locales/grammar-of.ts` and in the lists of the two tests (`locales.unit.test.ts`, `vectors.unit.test.ts`).
 * `npm run eval -- capture FILE --locale xx` tells what misses.
 *
 * What differs between languages besides their words is said here as well: where a sentence ends with its verb
 * (`closers`), whether adverbs stand inside it, whether what introduces a date stands behind it (`postpositions`), which
 * words are written as one (`compound`), and what capitals mean.
 */
export interface Locale {
  readonly code: string;
  readonly words: {
    /** From Monday on. */
    readonly weekday: readonly string[];
    /** In the form that says "every", from Monday on; empty strings where there is none. */
    readonly pluralDay: readonly string[];
    /** Words for several days of the week. */
    readonly weekdaySet: Words<readonly number[]>;
    readonly pluralSet: Words<readonly number[]>;
    /** Words that name weekdays only where a time stands beside them: one of them, and several that repeat. */
    readonly timedDay: Words<number>;
    readonly timedSet: Words<readonly number[]>;
    /** Words of weekdays, months and units that may have a stop of their own: `mon.` */
    readonly shortened: string;
    readonly month: readonly string[];
    readonly number: Words<number>;
    /** Words for a number and a half, by the number: one and a half is 1. */
    readonly half: Words<number>;
    readonly ordinal: Words<number>;
    readonly last: string;
    readonly unit: Words<UnitWord>;
    /** Behind a number in a reminder such as `!30m`. */
    readonly shortUnit: Words<UnitWord>;
    readonly often: Words<Amount>;
    readonly daypart: Words<Daypart>;
    readonly relativeDay: Words<number>;
    readonly day: string;
    readonly workday: string;
    readonly level: Words<Priority>;
    /** Between the items of a list. */
    readonly between: string;
    /** Words that are written as one and read as two: those it begins with, those it ends with, and what the end stands for. */
    readonly compound: readonly (readonly [firsts: string, seconds: Words<string>])[];
  };
  readonly phrases: {
    /** `{number}` with the ending of an ordinal. */
    readonly ordinal: readonly string[];
    readonly dayRange: readonly string[];
    /** A range of weekdays that says "each of them" by itself. */
    readonly pluralRange: readonly string[];
    /** A day of the month in a list of them. */
    readonly listedDay: readonly string[];
    readonly monthDay: readonly string[];
    readonly every: { readonly plain: readonly string[]; readonly afterCompletion: readonly string[] };
    readonly amount: Ways<typeof AMOUNT_MEANINGS>;
    readonly clock: Ways<typeof CLOCK_MEANINGS>;
    readonly date: Ways<typeof DATE_MEANINGS>;
    /** What only somebody who looks for tasks says. */
    readonly past: Ways<typeof PAST_MEANINGS>;
    readonly period: Ways<typeof PERIOD_MEANINGS>;
    readonly time: Ways<typeof TIME_MEANINGS>;
    readonly repeat: Ways<typeof REPEAT_MEANINGS>;
    readonly reminder: Ways<typeof REMINDER_MEANINGS>;
    /** `{level} priority` */
    readonly priority: readonly string[];
    /** A priority that counts at the end of the text, or at its start before a colon. */
    readonly edgePriority: readonly string[];
    /** Between `remind me`, or the date behind it, and what it is about. */
    readonly askLink: readonly string[];
    /** What asks for a reminder where it stands around what it is about: مجھے … یاد دلانا. */
    readonly askOpening: readonly string[];
    readonly askClosing: readonly string[];
    /** What introduces a date or time and goes with it. */
    readonly introducers: readonly string[];
    /** The same, where it stands behind. */
    readonly postpositions: readonly string[];
    /** Behind a date that is not meant: جمعہ کو نہیں. */
    readonly negationsBehind: readonly string[];
    /** What looks like an instruction and never is. */
    readonly names: readonly string[];
  };
  /** Month first or day first where both are possible, by what stands between them. */
  readonly dateOrders: Readonly<Record<string, DateOrder>>;
  readonly context: {
    /** Words after which a sentence goes on, so that what stands before them can be an adverb of time. */
    readonly links: string;
    /** Words that make what stands before them the subject of a sentence. */
    readonly predicates: string;
    /** Words that make what stands after them part of a sentence. */
    readonly holders: string;
    /** First words of titles whose rest is the name of a work: watch, read. */
    readonly works: string;
    /** Words before a date that is not meant. */
    readonly negations: string;
    /** Words that make two of what stands beside them: and, or. */
    readonly conjunctions: string;
    /** Words that make one of the two beside them: to, until. */
    readonly joints: string;
    /** Beside the name of a place whose time is meant: `Tokyo time`. */
    readonly zoneNouns: string;
    /** Small words inside such names. */
    readonly smallWords: string;
    /** What a sentence ends with where its verb comes last, in small letters: words, and endings of words. */
    readonly closers: { readonly words: string; readonly endings: string };
    /** Verbs that what is to be done can begin with, in the same way: behind a date they tell that it is one. */
    readonly openers: { readonly words: string; readonly endings: string };
    /** Whether words that tell when may stand before the rest of a sentence, and not at its edges only. */
    readonly adverbsStandInside: boolean;
    /** Whether words such as `täglich` are adverbs only, and adjectives have another form. */
    readonly oftenIsAdverb: boolean;
    /**
     * What is written with capitals besides the start of a text, and so says nothing: names only, weekdays as well, or all
     * nouns.
     */
    readonly capitals: 'names' | 'weekdays' | 'nouns';
  };
}
