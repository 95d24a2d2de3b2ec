import type { Words } from '../language/locale.ts';
import type { EventType } from '../log/event.ts';
import type { Priority } from '../task/task.ts';

/**
 * Everything that can be asked for, finer than what is answered: each has slots of its own. In the order of the table the
 * first whose slots can be read is meant.
 */
export const ASKS = [
  'undo',
  'thanks',
  'dismiss',
  'smallTalk',
  'help',
  'overdue',
  'showTrash',
  'showBare',
  'activityWhen',
  'activityOf',
  'activity',
  'rename',
  'note',
  'addTag',
  'removeTag',
  'priority',
  'badPriority',
  'clearPriority',
  'cancelReminder',
  'remindBefore',
  'remindAbout',
  'softRemind',
  'remindTo',
  'stopRepeat',
  'softStop',
  'addRuled',
  'repeat',
  'softRepeat',
  'skipOne',
  'skip',
  'restore',
  'reopen',
  'notDone',
  'complete',
  'deleteBare',
  'deleteAll',
  'deleteGroup',
  'addToList',
  'delete',
  'softDelete',
  'clearDue',
  // `move it up by a day`: later is what has no word for earlier.
  'earlier',
  'later',
  'due',
  'dueOpen',
  'softDue',
  'addBare',
  'addMany',
  'addUrgent',
  'add',
  'addDated',
  'negated',
  'mention',
  'narrow',
  'show',
  'showFiltered',
  'when',
  'dayPlan',
  'next',
  'count',
  'search',
  'showAgain',
  'done',
  'isPriority',
  'barePriority',
  'isDue',
  'bareRepeat',
  'groupDue',
  'correct',
  'correctPriority',
  'softRename',
  'affirm',
] as const;
export type Ask = (typeof ASKS)[number];

/** Words for conditions of a list that stand for themselves. */
export const FILTER_WORDS = [
  'deleted',
  'overdue',
  'completed',
  'open',
  'any',
  'recurring',
  'undated',
  'untagged',
] as const;
export type FilterWord = (typeof FILTER_WORDS)[number];
export const DATE_WORDS = ['before', 'until', 'after', 'since', 'on'] as const;
export type DateWord = (typeof DATE_WORDS)[number];

/** What a word says by itself, wherever it stands in a sentence. */
export const CUES = [
  'move',
  'ought',
  'suffice',
  'later',
  'earlier',
  'due',
  'remind',
  'repeat',
  'away',
  'unneeded',
  'tag',
  'priority',
  'limit',
] as const;
export type Cue = (typeof CUES)[number];

/**
 * The words of the conversation in one language; patterns are those of `core/language`, with slots that take one or more
 * words. A further language is one such table and one of sentences.
 */
export interface PocketLocale {
  readonly code: string;
  readonly asks: Readonly<Record<Ask, readonly string[]>>;
  /** For sentences that no pattern has. */
  readonly cues: {
    /** What orders something where the sentence begins with it, and nowhere else. */
    readonly orders: Words<Cue>;
    readonly words: Words<Cue>;
    /** Words that say nothing. */
    readonly neutral: string;
    /** Nor do these where a task is only spoken of. */
    readonly aside: string;
    /** Behind an amount of time. */
    readonly lead: string;
    /** Between the word for a tag and the tag. */
    readonly toTag: string;
  };
  /** What a request begins with that is put as a question. */
  readonly polite: string;
  /** Said before or after what is asked for, and of no meaning. */
  readonly courtesies: {
    readonly before: readonly string[];
    /** Only before what a second thing can begin with, too. */
    readonly beforeVerbs: readonly string[];
    /** Only before verbs in the form of `gerunds`: `would you mind moving …`. */
    readonly beforeGerunds: readonly string[];
    readonly after: readonly string[];
  };
  /** Between two things asked for in one sentence. */
  readonly joints: readonly string[];
  /** What a second thing can begin with. */
  readonly verbs: string;
  /** The same, where it has no verb of its own: `make it p1 and due tomorrow`. */
  readonly secondOnly: string;
  /** The verbs of orders in another form, by what they are called there. */
  readonly gerunds: Words<string>;
  /** Words in between that change nothing of what is asked for; left out where nothing is understood with them. */
  readonly fillers: string;
  /** Words as they are typed in haste, by those that the tables have. */
  readonly shorthand: Words<string>;
  /** What a reason begins with. */
  readonly reasons: string;
  /** What makes a reason more than that. */
  readonly conditions: string;
  /** `have the tax done`: before what is to be done yet. */
  readonly causatives: string;
  /** What may never be, and orders nothing yet. */
  readonly suppositions: string;
  /** Who speaks. */
  readonly selves: string;
  /** `three more days`: within an amount that is added. */
  readonly further: string;
  /** Verbs that are recognised with one wrong letter. What removes something is none of them. */
  readonly forgiven: string;
  readonly articles: string;
  /** Around a title: `the dentist task`. */
  readonly nouns: string;
  /** Words that tell no task from another. */
  readonly smallWords: string;
  readonly questions: string;
  /** What only a question begins with. */
  readonly openers: string;
  readonly pronouns: {
    readonly one: string;
    readonly several: string;
    readonly both: string;
    readonly none: string;
    readonly rest: string;
    readonly other: string;
  };
  /** The answers to whether only one of a series is left out, or all that follow. */
  readonly onlyOne: string;
  readonly forGood: string;
  /** What is no task, though it can be made: `add list called Groceries`. */
  readonly noTasks: string;
  readonly partsOfTasks: string;
  /** Behind it. */
  readonly namedBy: string;
  readonly ordinals: Words<number>;
  /** `the {ordinal} one`, around ordinals. */
  readonly ordinalNoise: string;
  /** Between the first and the last of several places. */
  readonly ordinalSpan: string;
  readonly allWords: string;
  readonly groups: readonly string[];
  /** `{all} but {left}`: every one of them, without those. */
  readonly remaining: readonly string[];
  /** `both invoices`, `all the reports`: every task with those words; of “both” there have to be two. */
  readonly everyTitled: readonly string[];
  readonly bothTitled: readonly string[];
  /** What follows on something done: it was not meant, another task was meant by it, or that another is to have the same. */
  readonly takesBack: readonly string[];
  readonly meantOther: readonly string[];
  readonly alsoOther: readonly string[];
  /** The same of what was only asked. */
  readonly askedOther: readonly string[];
  /** What is said of a task before an order about “it”: `the suitcase matters, make it p1`. */
  readonly topics: readonly string[];
  /** Two orders in one, and how they are said one after the other. */
  readonly twoInOne: readonly (readonly [pattern: string, orders: readonly [string, string]])[];
  readonly itemJoints: string;
  readonly filter: {
    readonly words: Words<FilterWord>;
    readonly dates: Words<DateWord>;
    readonly tagged: string;
    /** Before the name of a tag or list: `everything in house`. */
    readonly within: string;
    readonly noise: string;
    readonly between: string;
    readonly betweenAnd: string;
    readonly and: string;
    readonly or: string;
    /** Before a condition that must not hold. */
    readonly not: string;
    /** Before what is left out: tags, lists and words of titles, too. */
    readonly except: string;
    /** Behind the name of a tag: `the errands tag`. */
    readonly tagNoun: string;
    /** Behind the name of one: `the groceries list`. */
    readonly list: string;
    readonly nextDays: readonly string[];
    readonly lastDays: readonly string[];
  };
  readonly levels: Words<Priority>;
  readonly past: Words<string>;
  /** Words that are spelled in several ways, by the one they are compared by. */
  readonly spellings: Words<string>;
  readonly endings: readonly (readonly [ending: string, instead: string])[];
  /** Words that lead to a date and are no part of it. */
  readonly toDate: string;
  /** What makes a new date keep nothing of the old one. */
  readonly periods: string;
  readonly createdTag: readonly string[];
  /** Words that are no tags where nothing says that they are. */
  readonly noTags: string;
  /** What a title does not end with. */
  readonly dangling: string;
  readonly activities: Words<EventType>;
}
