import type { Json } from '../../json.ts';
import type { Capture } from '../../language/capture.ts';
import { parseCapture } from '../../language/parse-capture.ts';
import { tagSet } from '../../tag/tag.ts';
import type { Priority } from '../../task/task.ts';
import { firstCharacters } from '../../text/first-characters.ts';
import type { ReminderInput } from '../../tools/fields.ts';
import { applyChange, asks } from '../apply-change.ts';
import { tagOf } from '../phrases/read-condition.ts';
import { isImpossible, isRule, readPhrase } from '../phrases/read-phrase.ts';
import { readReminders } from '../phrases/read-reminder.ts';
import type { PocketContext } from '../pocket-context.ts';
import type { Ask } from '../pocket-locale.ts';
import { OPEN, partsOf, resolve } from '../tasks/resolve.ts';
import { matcherOf } from '../text/pattern.ts';
import { isQuotation, lineOf, slice, textOf, type Utterance, unquoted, utteranceOf } from '../text/pieces.ts';
import { isAmong, standsFor } from '../text/word-set.ts';
import type { Meaning, Step } from '../understanding.ts';
import { firm, type ReadAsk, type Reading } from './reading.ts';

const MAX_ITEM_WORDS = 2;

// The grammar of captures knows one way to ask for a reminder of something new.
const REMIND_TO = 'remind me to';

/** How new tasks are asked for. */
export const CREATE_ASKS: Partial<Record<Ask, ReadAsk>> = {
  addBare: (_slots, context) => ({
    step: asks('missing_title', [], context),
    strength: 'firm',
    remember: { asked: { kind: 'title' } },
  }),
  addMany: ({ items, list, series }, context, all) => {
    if (series !== undefined) return isSeries(series, all, context) ? create(partsOf(series, context), context) : null;
    const said = list ?? items;
    if (said === undefined) return null;
    const parts = partsOf(said, context);
    const hasColon = all.pieces.some(({ folded }) => folded === ':');
    // `add tasks to the board` is one, and is called so.
    const isCalledSo = isAmong(context.words.smallWords, list?.pieces[0]?.folded ?? '');
    if (list !== undefined && !hasColon && (isCalledSo || parts.length < 2)) return null;
    // `add order toner, book the room and water the ficus to my list` are three, and `add salt and pepper` is one.
    const isRow = parts.length > 2 && said.pieces.some(({ folded }) => folded === ',');
    const isList = hasColon || list !== undefined || isRow;
    const isShort = parts.every(({ pieces }) => pieces.length <= MAX_ITEM_WORDS);
    return parts.length > 1 && (isList || isShort) ? create(parts, context) : create([said], context);
  },
  addUrgent: ({ priority, title }, context) => {
    const level = priority ? standsFor(context.words.levels, lineOf(priority).trim()) : null;
    if (level === null || priority === undefined || title === undefined) return null;
    // Of `high priority task`, “high” is only the beginning.
    const longer = `${lineOf(priority)}${title.pieces[0]?.folded ?? ''}`;
    return standsFor(context.words.levels, longer) === null ? create([title], context, level) : null;
  },
  add: ({ title }, context) => (title === undefined || isNoTask(title, context) ? null : create([title], context)),
  addDated: ({ title }, context) => {
    if (title === undefined) return null;
    const { due, recurrence } = parseCapture(textOf(title), context);
    // `i have a car` is no task.
    return due === null && recurrence === null ? null : create([title], context);
  },
  addToList: ({ rule, when, title, remind }, context) => {
    const said = rule ?? when;
    const named = title ?? remind;
    // `put down buy stamps`
    if (said === undefined) return named ? create([named], context) : null;
    if (named === undefined || readPhrase(textOf(said), context) === null) return null;
    if (remind !== undefined && readPhrase(textOf(said), context)?.meant.recurrence == null) return null;
    return create([utteranceOf(`${unquoted(named)} ${textOf(said)}`)], context);
  },
  addRuled: ({ rule, when, title }, context) => {
    if (title === undefined) return null;
    const said = [rule, when].flatMap((each) => each ?? []);
    const phrase = readPhrase(said.map(textOf).join(' '), context);
    // Otherwise what stands there only tells what kind of task it is.
    if (phrase === null || (rule !== undefined && phrase.meant.recurrence === null)) return null;
    return create([utteranceOf(`${unquoted(title)} ${said.map(textOf).join(' ')}`)], context);
  },
  remindTo: ({ title }, context) => {
    if (title === undefined) return null;
    return (
      remindOf(title, context) ??
      whenOf(title, context) ??
      create([utteranceOf(`${REMIND_TO} ${textOf(title)}`)], context)
    );
  },
};

/** `create a list called Groceries`: what is made by other means, and must not become a task of that name. */
function isNoTask({ pieces }: Utterance, { words }: PocketContext): boolean {
  const [first, second] = pieces.filter(({ folded }) => !isAmong(words.articles, folded));
  if (isAmong(words.partsOfTasks, first?.folded ?? '')) return true;
  return isAmong(words.noTasks, first?.folded ?? '') && (second === undefined || isAmong(words.namedBy, second.folded));
}

/** `eggs, butter and flour` are three, and `buy eggs, butter and flour` is one. */
function isSeries(said: Utterance, all: Utterance, context: PocketContext): boolean {
  const parts = partsOf(said, context);
  if (parts.length > 2 && all.pieces[1]?.folded === ':') return true;
  return (
    parts.length > 2 &&
    parts[0]?.pieces.length === 1 &&
    said.pieces.some(({ folded }) => folded === ',') &&
    parts.every(({ pieces }) => pieces.length <= MAX_ITEM_WORDS)
  );
}

/** `remind me about the report`, where that task is and nothing says when: that is asked, and no second one made. */
function whenOf(said: Utterance, context: PocketContext): Reading | null {
  const found = resolve(said, OPEN, context);
  if (found.kind !== 'tasks' || found.how !== 'exact') return null;
  return { step: asks('missing_date', found.tasks, context), strength: 'firm' };
}

/** `remind me to call mom at 5pm`, where there is that task: it gets a reminder. */
function remindOf(said: Utterance, context: PocketContext): Reading | null {
  for (let at = 1; at < said.pieces.length; at += 1) {
    const found = resolve(slice(said, 0, at), OPEN, context);
    if (found.kind !== 'tasks' || found.how !== 'exact') continue;
    const phrase = textOf(slice(said, at, said.pieces.length));
    if (readReminders(phrase, found.tasks[0]?.due ?? null, context) === null) continue;
    const change = { kind: 'remind', phrase } as const;
    return firm(applyChange(change, found.tasks, false, context), { change });
  }
  return null;
}

export interface NewTask extends Pick<Capture, 'due' | 'recurrence' | 'tags' | 'priority'> {
  readonly title: string;
  readonly reminders: readonly ReminderInput[];
  readonly notes?: string;
}

export function create(all: readonly Utterance[], context: PocketContext, level?: Priority): Reading | null {
  const made = all.map((each) => newTask(each, context, level));
  const [first] = made;
  if (first === undefined || made.some(({ title }) => title === '')) return null;
  const impossible = all.length === 1 && all[0] ? impossibleEnd(all[0], first, context) : null;
  if (impossible) return { step: asks(impossible.reason, [], context, impossible.said), strength: 'firm' };
  return making(made);
}

/** The tasks as they are going to be made. */
export function making(made: readonly NewTask[]): Reading {
  const [first] = made;
  const isOne = first !== undefined && made.length === 1;
  const meaning: Meaning = {
    intent: made.some(({ recurrence }) => recurrence !== null) ? 'create_recurring' : 'create_task',
    tasks: [],
    titles: made.map(({ title }) => title),
    ...(isOne && first.due !== null && { due: first.due }),
    ...(isOne && first.recurrence !== null && { recurrence: first.recurrence }),
    ...(isOne && { reminders: first.reminders, tags: first.tags, priority: first.priority }),
    ...(isOne && first.notes !== undefined && { notes: first.notes }),
    isNoOp: false,
    needsConfirmation: false,
  };
  const step: Step = { kind: 'do', meaning, call: { tool: 'add', input: { tasks: made.map(inputOf) } } };
  return { ...firm(step), made };
}

function newTask(said: Utterance, context: PocketContext, level?: Priority): NewTask {
  const { text, tags } = withoutTags(said, context);
  const capture = parseCapture(text, context);
  return {
    title: cleanTitle(capture.title, capture.parts.length > 0, context),
    due: capture.due,
    recurrence: capture.recurrence,
    reminders: capture.reminders.map((each) =>
      each.kind === 'before' ? { before_minutes: each.minutes } : { at: each.local },
    ),
    tags: tagSet([...capture.tags, ...tags]),
    priority: level ?? capture.priority,
  };
}

/** `tagged diy` at the end is `#diy`. */
function withoutTags(said: Utterance, context: PocketContext): { text: string; tags: string[] } {
  const { pieces } = said;
  for (let at = 1; at < pieces.length; at += 1) {
    const end = slice(said, at, pieces.length);
    for (const pattern of context.words.createdTag) {
      const [slots] = matcherOf(pattern).matches(end);
      if (slots?.tags === undefined) continue;
      const tags = partsOf(slots.tags, context).flatMap((part) => part.pieces.map(({ folded }) => tagOf(folded)));
      const known = tags.filter((tag) => tag !== null);
      if (known.length === tags.length) return { text: textOf(slice(said, 0, at)), tags: known };
    }
  }
  return { text: textOf(said), tags: [] };
}

function cleanTitle(title: string, isCut: boolean, { words }: PocketContext): string {
  let said = utteranceOf(title);
  if (isQuotation(said)) return title.trim().slice(1, -1).trim();
  const last = () => said.pieces.at(-1)?.folded ?? '';
  while (isCut && said.pieces.length > 1 && isAmong(words.dangling, last()))
    said = slice(said, 0, said.pieces.length - 1);
  // What ends the sentence is no part of a title, and a question mark may be.
  return firstCharacters(said.pieces.length > 0 ? textOf(said) : title, 500);
}

/** `add rent on february 30`: what looks like a date and is none. */
function impossibleEnd(said: Utterance, { due, recurrence }: NewTask, context: PocketContext) {
  if (recurrence !== null) return null;
  const fine = parseCapture(textOf(said), context).parts.find(({ reading }) => reading.kind === 'tooFine');
  if (fine !== undefined) return { reason: 'impossible_rule', said: fine.text } as const;
  if (due !== null) return null;
  const { pieces } = said;
  for (let at = Math.max(1, pieces.length - 6); at < pieces.length; at += 1) {
    const end = slice(said, at, pieces.length);
    const text = textOf(end);
    if (/\s/u.test(text) && isImpossible(text, context))
      return { reason: isRule(text, context) ? 'impossible_rule' : 'impossible_date', said: text } as const;
  }
  return null;
}

function inputOf({ title, due, recurrence, reminders, tags, priority, notes }: NewTask): Record<string, Json> {
  return {
    title,
    ...(due !== null && { due: due.kind === 'date' ? due.date : due.local }),
    ...(recurrence !== null && { repeat: { rule: recurrence.rule, from: recurrence.trigger } }),
    ...(reminders.length > 0 && { reminders: reminders.map((each) => ({ ...each })) }),
    ...(tags.length > 0 && { tags: [...tags] }),
    ...(priority !== 'none' && { priority }),
    ...(notes !== undefined && { notes }),
  };
}
