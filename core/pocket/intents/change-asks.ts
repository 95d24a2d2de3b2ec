import type { Sense } from '../../language/capture/candidate.ts';
import { tagSet } from '../../tag/tag.ts';
import { firstCharacters } from '../../text/first-characters.ts';
import { foldText } from '../../text/search-text.ts';
import { applyChange, asks } from '../apply-change.ts';
import type { Change } from '../change.ts';
import { tagOf } from '../phrases/read-condition.ts';
import { readWhen } from '../phrases/read-due.ts';
import { NO_FILTER } from '../phrases/read-filter.ts';
import { isImpossible, isRule, readAmount, readPhrase } from '../phrases/read-phrase.ts';
import { readReminders } from '../phrases/read-reminder.ts';
import type { PocketContext } from '../pocket-context.ts';
import type { Ask, PocketLocale } from '../pocket-locale.ts';
import { ask as askText } from '../sentences.ts';
import { OPEN, partsOf, type Resolved, resolve, tasksOf, type Wanted } from '../tasks/resolve.ts';
import type { Slots } from '../text/pattern.ts';
import { isQuotation, lineOf, textOf, type Utterance, unquoted } from '../text/pieces.ts';
import { isAmong, standsFor } from '../text/word-set.ts';
import { firm, type ReadAsk, type Reading } from './reading.ts';

const ANY: Wanted = { status: 'any' };
const IT = 'it';

interface ChangeAsk {
  readonly change: (slots: Slots, context: PocketContext) => Change | Reading | null;
  readonly wanted: Wanted;
  /** It is only meant when there is such a task: its words can mean anything. */
  readonly needs: 'nothing' | 'task' | 'exactTask' | 'group';
  /** It names no task because it means every open one. */
  readonly isOfAll?: boolean;
}

/** What is done to tasks, by how it is asked for. */
const CHANGES: Partial<Record<Ask, ChangeAsk>> = {
  rename: { change: rename, wanted: OPEN, needs: 'nothing' },
  softRename: {
    // `change the bank to work` may mean anything; several words are what a task is called.
    change: (slots, context) => ((slots.title?.pieces.length ?? 0) > 1 ? rename(slots, context) : null),
    wanted: OPEN,
    needs: 'exactTask',
  },
  note: {
    change: ({ notes }) => (notes ? { kind: 'note', notes: unquoted(notes) } : null),
    wanted: OPEN,
    needs: 'nothing',
  },
  addTag: { change: (slots, context) => tags('addTags', slots, context), wanted: OPEN, needs: 'nothing' },
  removeTag: { change: (slots, context) => tags('removeTags', slots, context), wanted: OPEN, needs: 'nothing' },
  priority: { change: priority, wanted: OPEN, needs: 'nothing' },
  isPriority: { change: priority, wanted: OPEN, needs: 'task' },
  barePriority: { change: priority, wanted: OPEN, needs: 'exactTask' },
  clearPriority: { change: () => ({ kind: 'priority', priority: 'none' }), wanted: OPEN, needs: 'nothing' },
  cancelReminder: { change: () => ({ kind: 'cancelReminder' }), wanted: OPEN, needs: 'nothing' },
  remindBefore: { change: lead, wanted: OPEN, needs: 'nothing' },
  remindAbout: { change: reminder, wanted: OPEN, needs: 'nothing' },
  softRemind: { change: reminder, wanted: OPEN, needs: 'task' },
  stopRepeat: {
    change: () => ({ kind: 'stop' }),
    wanted: { status: 'open', likely: ({ repeats }) => repeats },
    needs: 'nothing',
  },
  softStop: {
    change: () => ({ kind: 'stop' }),
    wanted: { status: 'open', likely: ({ repeats }) => repeats },
    needs: 'task',
  },
  repeat: { change: repeat, wanted: OPEN, needs: 'nothing' },
  softRepeat: { change: repeat, wanted: OPEN, needs: 'task' },
  bareRepeat: { change: repeat, wanted: OPEN, needs: 'exactTask' },
  skipOne: {
    change: () => ({ kind: 'skipOne' }),
    wanted: { status: 'open', likely: ({ repeats }) => repeats },
    needs: 'task',
  },
  skip: {
    // `skip the vet`: what stands behind has to be a day.
    change: ({ when }, context) => (when && readWhen(textOf(when), context) === null ? null : { kind: 'skip' }),
    wanted: { status: 'open', likely: ({ repeats }) => repeats },
    needs: 'task',
  },
  restore: { change: () => ({ kind: 'restore' }), wanted: { status: 'trash' }, needs: 'task' },
  reopen: { change: () => ({ kind: 'reopen' }), wanted: { status: 'completed' }, needs: 'nothing' },
  notDone: { change: notDone, wanted: OPEN, needs: 'task' },
  complete: { change: () => ({ kind: 'complete' }), wanted: OPEN, needs: 'nothing' },
  done: { change: done, wanted: OPEN, needs: 'task' },
  deleteAll: { change: () => ({ kind: 'delete' }), wanted: OPEN, needs: 'nothing', isOfAll: true },
  deleteGroup: { change: () => ({ kind: 'delete' }), wanted: OPEN, needs: 'group' },
  delete: { change: () => ({ kind: 'delete' }), wanted: OPEN, needs: 'nothing' },
  softDelete: { change: () => ({ kind: 'delete' }), wanted: OPEN, needs: 'task' },
  clearDue: { change: () => ({ kind: 'clearDue' }), wanted: OPEN, needs: 'nothing' },
  later: { change: (slots, context) => shift(slots, false, context), wanted: OPEN, needs: 'nothing' },
  earlier: { change: (slots, context) => shift(slots, true, context), wanted: OPEN, needs: 'nothing' },
  due: { change: due, wanted: OPEN, needs: 'nothing' },
  softDue: { change: due, wanted: OPEN, needs: 'task' },
  groupDue: { change: due, wanted: OPEN, needs: 'group' },
  isDue: { change: due, wanted: OPEN, needs: 'exactTask' },
  correct: { change: due, wanted: OPEN, needs: 'task' },
  correctPriority: { change: priority, wanted: OPEN, needs: 'task' },
  activityOf: { change: () => ({ kind: 'activity' }), wanted: ANY, needs: 'nothing' },
  activityWhen: { change: () => ({ kind: 'activity' }), wanted: { status: 'completed' }, needs: 'nothing' },
  when: { change: () => ({ kind: 'show' }), wanted: OPEN, needs: 'task' },
};

/** How a change is read that is asked for in this way; null when it is none. */
export function changeAsk(ask: Ask): ReadAsk | null {
  const spec = CHANGES[ask];
  if (spec === undefined) return null;
  return (slots, context, all) => {
    // A question changes nothing, whatever its words are.
    if (isQuestion(all, context) && !READS.has(ask)) return null;
    const change = spec.change(slots, context);
    if (change === null || change === undefined) return null;
    if ('step' in change) return change;
    const said = slots.ref ?? slots.pastRef ?? slots.plainPast ?? null;
    if (said !== null && isBareArticle(said, context)) return null;
    if (ask === 'done' && isAmong(context.words.causatives, all.pieces[0]?.folded ?? '')) return null;
    const found = said === null ? unnamed(spec, context) : resolve(said, spec.wanted, context);
    // `Cancel the gym` may be what a task is called just as well as what is to become of it: somebody is asked.
    const isName = found.kind === 'tasks' && found.tasks.some(({ title }) => foldText(title) === foldText(textOf(all)));
    return changed(change, isName ? { ...found, how: 'forgiven' } : found, spec.needs, said, context);
  };
}

const READS: ReadonlySet<Ask> = new Set(['activityOf', 'activityWhen', 'when']);

function isQuestion({ pieces }: Utterance, { words }: PocketContext): boolean {
  return isAmong(words.openers, pieces[0]?.folded ?? '');
}

function unnamed({ isOfAll }: ChangeAsk, context: PocketContext): Resolved {
  if (isOfAll !== true) return it(context);
  return { kind: 'tasks', tasks: tasksOf(NO_FILTER, context), isGroup: true, how: 'group' };
}

function it(context: PocketContext): Resolved {
  return resolve(
    {
      text: IT,
      pieces: [{ start: 0, end: IT.length, folded: context.words.pronouns.one.split('|')[0] ?? IT, isQuoted: false }],
    },
    OPEN,
    context,
  );
}

/** A change of the tasks that were found, or a question back. */
export function changed(
  change: Change,
  found: Resolved,
  needs: ChangeAsk['needs'],
  said: Utterance | null,
  context: PocketContext,
): Reading | null {
  if (needs !== 'nothing' && (found.kind !== 'tasks' || found.tasks.length === 0)) {
    const isAsked = needs === 'task' && found.kind === 'several';
    if (!isAsked) return null;
  }
  if (found.kind === 'tasks') {
    if (needs === 'group' && !found.isGroup) return null;
    if (needs === 'exactTask' && found.how !== 'exact' && found.how !== 'pronoun') return null;
    const isGuess = change.kind === 'delete' && found.how === 'forgiven';
    if (!isGuess) {
      const step = applyChange(change, found.tasks, found.isGroup, context);
      const isWhether = step.kind === 'ask' && step.reason === 'skip_or_stop';
      const tasks = found.tasks.slice(0, 50).map(({ id }) => id);
      return firm(step, { change, ...(isWhether && { remember: { asked: { kind: 'skipOrStop', tasks } } }) });
    }
  }
  const remember = (tasks: readonly { id: string }[]) => ({
    asked: { kind: 'which' as const, change, candidates: tasks.slice(0, 50).map(({ id }) => id) },
  });
  switch (found.kind) {
    case 'tasks':
      return {
        step: asks('ambiguous', found.tasks, context),
        strength: 'weak',
        remember: remember(found.tasks),
        change,
      };
    case 'several':
      if (change.kind === 'show') return firm(applyChange(change, found.candidates, false, context), { change });
      return {
        step: asks('ambiguous', found.candidates, context),
        strength: 'weak',
        remember: remember(found.candidates),
        change,
      };
    case 'none': {
      const step = asks('no_such_task', found.nearest, context, found.said);
      // Without a task near to it there is none that an answer could pick: what was said may have been about leaving out.
      return { step, strength: 'weak', ...(found.nearest.length > 0 && { remember: remember(found.nearest) }), change };
    }
    case 'nothing':
      return { step: asks('no_reference', [], context), strength: 'weak', remember: remember([]), change };
    case 'noSuchPlace':
      return {
        step: {
          ...asks('no_such_place', [], context),
          kind: 'ask',
          text: askText('no_such_place', { detail: `: it has ${found.shown}` }),
        } as Reading['step'],
        strength: 'weak',
        change,
      };
  }
  said satisfies Utterance | null;
  return null;
}

/** `the` names nothing, and `that` does. */
function isBareArticle({ pieces }: Utterance, { words }: PocketContext): boolean {
  const [only, ...others] = pieces;
  if (only === undefined || others.length > 0) return false;
  return isAmong(words.articles, only.folded) && !isAmong(words.pronouns.one, only.folded);
}

function isPastWord(word: string, { past }: PocketLocale): boolean {
  return standsFor(past, word) !== null || /..ed$/u.test(word);
}

function refuse(
  reason: 'impossible_date' | 'impossible_rule' | 'impossible_priority',
  said: Utterance,
  context: PocketContext,
): Reading {
  return { step: asks(reason, [], context, textOf(said)), strength: 'firm' };
}

function rename({ title: plain, quoted }: Slots, context: PocketContext): Change | null {
  if (quoted && !isQuotation(quoted)) return null;
  const title = plain ?? quoted;
  const text = title ? unquoted(title) : '';
  // `call mom at 7 instead`
  if (title && !isQuotation(title) && readWhen(text, context) !== null) return null;
  return text === '' ? null : { kind: 'rename', title: firstCharacters(text, 500) };
}

function tags(
  kind: 'addTags' | 'removeTags',
  { tags: said, hashtags, ref }: Slots,
  context: PocketContext,
): Change | null {
  const list = said ?? hashtags;
  if (list === undefined) return null;
  const parts = partsOf(list, context);
  // Tags have no blanks: several of them stand behind #, or have “and” between them.
  if (parts.some(({ pieces }) => pieces.length > 1 && !pieces.every(({ folded }) => folded.startsWith('#'))))
    return null;
  const found = parts.flatMap(({ pieces, text }) => pieces.map(({ start, end }) => text.slice(start, end)));
  if (hashtags && !found.every((word) => word.startsWith('#'))) return null;
  const read = found.map((word) => tagOf(word.replace(/^["“]|["”]$/gu, '')));
  const known = read.filter((tag) => tag !== null && !isAmong(context.words.noTags, tag));
  if (known.length === 0 || known.length < read.length) return null;
  const named = tagSet(known.filter((tag) => tag !== null));
  return ref === undefined && !isOnIt(named, context) ? null : { kind, tags: named };
}

/** `delete the price tag` may name a task: it is about a tag where what was spoken of has it. */
function isOnIt(named: readonly string[], context: PocketContext): boolean {
  const spoken = it(context);
  return spoken.kind === 'tasks' && spoken.tasks.some((task) => named.some((tag) => task.tags.includes(tag)));
}

function priority({ priority: said }: Slots, { words }: PocketContext): Change | null {
  const level = said ? standsFor(words.levels, lineOf(said).trim()) : null;
  return level === null ? null : { kind: 'priority', priority: level };
}

function lead({ lead: said, ref }: Slots, context: PocketContext): Change | null {
  if (said === undefined) return null;
  const phrase = `${textOf(said)} before`;
  const at = { kind: 'date', date: context.now.slice(0, 10) } as const;
  if (readReminders(phrase, at, context) === null) return null;
  // `remind me 1 hour before lunch` names a task, and not a part of the day.
  return ref === undefined || ref.pieces.length > 0 ? { kind: 'remind', phrase } : null;
}

function reminder({ reminder: said }: Slots, context: PocketContext): Change | null {
  if (said === undefined) return null;
  const phrase = textOf(said);
  const at = { kind: 'date', date: context.now.slice(0, 10) } as const;
  return readReminders(phrase, at, context) === null ? null : { kind: 'remind', phrase };
}

function repeat({ rule }: Slots, context: PocketContext): Change | Reading | null {
  if (rule === undefined) return null;
  const text = textOf(rule);
  const phrase = readPhrase(text, context);
  if (phrase?.meant.recurrence) return { kind: 'repeat', rule: text };
  if (phrase?.senses.some(isTooFine)) return refuse('impossible_rule', rule, context);
  return isImpossible(text, context) && isRule(text, context) ? refuse('impossible_rule', rule, context) : null;
}

/** `every hour`: no task repeats within a day. */
function isTooFine(sense: Sense): boolean {
  return sense.kind === 'recurrence' && sense.repeat.kind === 'tooFine';
}

function shift({ amount }: Slots, isEarlier: boolean, context: PocketContext): Change | null {
  if (amount === undefined) return null;
  // `three more days` are three, and `another week` is one.
  const plain = amount.pieces.filter(({ folded }) => !isAmong(context.words.further, folded));
  const text = plain.map((piece) => textOf({ ...amount, pieces: [piece] })).join(' ');
  const said = [text, `1 ${text}`].find((each) => readAmount(each, context) !== null);
  return said === undefined ? null : { kind: 'shift', amount: said, isEarlier };
}

function due({ when }: Slots, context: PocketContext): Change | Reading | null {
  if (when === undefined) return null;
  const text = textOf(when);
  if (readWhen(text, context)) return { kind: 'due', when: text };
  return isImpossible(text, context) ? refuse('impossible_date', when, context) : null;
}

/** `the bill isn't paid yet`: what is denied has to be something that is done. */
function notDone({ past }: Slots, { words }: PocketContext): Change | null {
  const isPast = past === undefined || past.pieces.some(({ folded }) => isPastWord(folded, words));
  return isPast ? { kind: 'reopen' } : null;
}

/** `i bought the milk`: a word of what was done says that it was. */
function done({ pastRef, plainPast }: Slots, { words }: PocketContext): Change | null {
  const said = pastRef ?? plainPast;
  if (said === undefined) return { kind: 'complete' };
  const hasPast = said.pieces.some(({ folded }) => {
    const base = standsFor(words.past, folded);
    // `reset the router` by itself may be an order as well; `i reset the router` is none.
    return (base !== null && (pastRef !== undefined || base !== folded)) || /..ed$/u.test(folded);
  });
  const isQuestion = isAmong(words.questions, said.pieces[0]?.folded ?? '');
  return hasPast && !isQuestion ? { kind: 'complete' } : null;
}
