import { isEqualJson } from '../json.ts';
import { applyChange } from './apply-change.ts';
import type { Change } from './change.ts';
import { foldIntoNew } from './intents/fold-into-new.ts';
import { firm, type Reading } from './intents/reading.ts';
import { talk } from './intents/talk-asks.ts';
import type { PocketContext } from './pocket-context.ts';
import { readClause } from './read-clause.ts';
import { SENTENCES } from './sentences.ts';
import { completedTasks, openTasks } from './tasks/look-up.ts';
import { titleKey } from './tasks/title-words.ts';
import { withoutCourtesies } from './text/courtesies.ts';
import { slice, textOf, type Utterance } from './text/pieces.ts';
import { isAmong } from './text/word-set.ts';
import type { Meaning } from './understanding.ts';

const MAX_CLAUSES = 5;

/**
 * `finish milk and add eggs for tomorrow`: the two things that are asked for. Null for one thing: what follows must be an
 * order of its own that is understood as a whole, and no part of a title, a note or a name that is being given.
 */
export function splitClauses(said: Utterance, context: PocketContext, depth = 1, isOfNew = false): Reading[] | null {
  if (depth >= MAX_CLAUSES) return null;
  for (const { at, length } of jointsOf(said, context)) {
    const left = slice(said, 0, at);
    const right = withoutCourtesies(slice(said, at + length, said.pieces.length), context.words);
    if (left.pieces.length === 0 || right.pieces.length === 0 || isData(left) || isWithinTitle(said, at, context))
      continue;
    const first = readClause(left, context);
    if (
      first === null ||
      !(isWhole(first) || (isOfNew && isAboutNew(first))) ||
      (isNaming(first) && left.pieces.at(-1)?.isQuoted !== true && !(isRenaming(first) && isAboutIt(right, context)))
    )
      continue;
    const next = afterwards(first, context);
    const isNew = isOfNew || isMaking(first);
    const rest = splitClauses(right, next, depth + 1, isNew) ?? [readClause(right, next)];
    const others = rest.filter((reading) => reading !== null);
    if (others.length < rest.length || !others.every((each) => isWhole(each) || (isNew && isAboutNew(each)))) continue;
    // `add shred and delete the letters` says what is to be done with them.
    if (isMaking(first) && !isEnded(first) && others.some(({ change }) => change?.kind === 'delete')) continue;
    return folded([first, ...others], context);
  }
  return null;
}

/** What is still to be made cannot be spoken of yet: what is said of it becomes part of it, or is asked back. */
function folded([first, ...others]: readonly Reading[], context: PocketContext): Reading[] {
  const [next, ...rest] = others;
  if (first === undefined) return [];
  if (next !== undefined && isSaidAgain(first, next)) return folded([next, ...rest], context);
  // `delete the report and undo that`: what is not done yet need not be taken back, and nothing else is meant.
  if (next !== undefined && isUndo(next) && isChanging(first))
    return folded([firm(talk(SENTENCES.leftAlone)), ...rest], context);
  const both = next && bothDeleted(first, next, context);
  if (both) return folded([both, ...rest], context);
  if (first.made === undefined || next?.change === undefined || !isAboutNew(next)) return [first, ...others];
  const whole = foldIntoNew(first.made, next.change, context);
  return whole === null ? [first, ...others] : folded([whole, ...rest], context);
}

function isUndo({ step }: Reading): boolean {
  return step.kind !== 'ask' && step.meaning.intent === 'undo';
}

function isChanging({ step }: Reading): boolean {
  return step.kind === 'do' && step.meaning.intent !== 'undo';
}

/** `delete the milk and delete the eggs` deletes two tasks at once, and that has to be confirmed. */
function bothDeleted(first: Reading, next: Reading, context: PocketContext): Reading | null {
  const change = { kind: 'delete' } as const;
  if (first.change?.kind !== 'delete' || next.change?.kind !== 'delete') return null;
  if (first.step.kind !== 'do' || next.step.kind !== 'do') return null;
  const all = [...first.step.meaning.tasks, ...next.step.meaning.tasks];
  const tasks = [...new Map(all.map((task) => [task.id, task])).values()];
  return firm(applyChange(change, tasks, true, context), { change });
}

/** The last word counts where one thing is said twice of the same tasks: `it is important, make it p2` is one order. */
const LAST_COUNTS: ReadonlySet<Change['kind']> = new Set(['complete', 'reopen', 'priority', 'due']);

function isSaidAgain(first: Reading, next: Reading): boolean {
  if (first.change === undefined || first.change.kind !== next.change?.kind) return false;
  if (!LAST_COUNTS.has(first.change.kind) || first.step.kind === 'ask' || next.step.kind === 'ask') return false;
  const ids = ({ tasks }: Meaning) => tasks.map(({ id }) => id);
  return isEqualJson(ids(first.step.meaning), ids(next.step.meaning));
}

function isAboutNew({ step }: Reading): boolean {
  return step.kind === 'ask' && step.reason === 'no_reference';
}

function jointsOf({ pieces }: Utterance, { words }: PocketContext): { at: number; length: number }[] {
  const joints = words.joints.map((joint) => joint.split(/(?<=,) | /u));
  const found: { at: number; length: number }[] = [];
  for (let at = 1; at < pieces.length - 1; at += 1) {
    const joint = joints.find((each) => each.every((word, place) => pieces[at + place]?.folded === word));
    if (joint === undefined) continue;
    const follows = pieces.slice(at + joint.length).find(({ folded }) => !isAmong(words.toDate, folded))?.folded ?? '';
    const next = pieces[at + joint.length]?.folded ?? '';
    if ([follows, next].some((word) => isAmong(words.verbs, word)) || isAmong(words.secondOnly, next))
      found.push({ at, length: joint.length });
    at += joint.length - 1;
  }
  return found;
}

/** What stands behind a colon is what it says it is. */
function isData({ pieces }: Utterance): boolean {
  return pieces.some(({ folded }) => folded === ':');
}

function isWithinTitle(said: Utterance, at: number, context: PocketContext): boolean {
  const left = titleKey(textOf(slice(said, 0, at)));
  const whole = titleKey(textOf(said));
  return [...openTasks(context), ...completedTasks(context)].some(({ title }) => {
    const key = titleKey(title);
    for (let from = whole.indexOf(key); key !== '' && from !== -1; from = whole.indexOf(key, from + 1)) {
      if (from < left.length && from + key.length > left.length + 1) return true;
    }
    return false;
  });
}

function isWhole({ step, strength }: Reading): boolean {
  if (strength === 'none') return false;
  return step.kind !== 'ask' || step.reason === 'ambiguous';
}

function isNaming({ change }: Reading): boolean {
  return change?.kind === 'rename' || change?.kind === 'note';
}

/** A date ends what is to be made: `add buy candles for friday and delete the ukulele` has two orders. */
function isEnded({ made = [] }: Reading): boolean {
  return made.some(({ due, recurrence }) => due !== null || recurrence !== null);
}

function isRenaming({ change }: Reading): boolean {
  return change?.kind === 'rename';
}

/** `… to learn guitar and make it high priority`: an order about “it” is no part of the name. */
function isAboutIt({ pieces }: Utterance, { words }: PocketContext): boolean {
  return pieces.some(({ folded }) => isAmong(words.pronouns.one, folded));
}

function isMaking({ step }: Reading): boolean {
  return step.kind === 'do' && step.call.tool === 'add';
}

/** “it” in what follows is what was spoken of before; what is still to be made has no place there yet. */
function afterwards({ step }: Reading, context: PocketContext): PocketContext {
  const tasks = step.kind === 'ask' ? [] : step.meaning.tasks.map(({ id, title }) => ({ id, title }));
  const isNew = isMaking({ step, strength: 'firm' });
  const { dialogue } = context;
  if (tasks.length === 0 && !isNew) return context;
  const memory = { ...context.memory, spoken: [] };
  return { ...context, memory, dialogue: { ...dialogue, touched: tasks, shown: isNew ? [] : dialogue.shown } };
}
