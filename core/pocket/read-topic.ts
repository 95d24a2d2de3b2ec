import type { Reading } from './intents/reading.ts';
import { cutParts } from './parts/cut-parts.ts';
import { readParts } from './parts/read-parts.ts';
import type { PocketContext } from './pocket-context.ts';
import { readClause } from './read-clause.ts';
import { resolve } from './tasks/resolve.ts';
import { withoutCourtesies } from './text/courtesies.ts';
import { matcherOf } from './text/pattern.ts';
import { slice, textOf, type Utterance, utteranceOf } from './text/pieces.ts';
import { isAmong } from './text/word-set.ts';
import type { Meaning } from './understanding.ts';

/**
 * `the suitcase matters tomorrow, make it p1`: what is said of a task first only tells which one “it” is. Null unless
 * there is that task and what follows is an order about it.
 */
export function readTopic(said: Utterance, context: PocketContext): Reading | null {
  const { words } = context;
  for (const { ref, order } of words.topics.flatMap((pattern) => matcherOf(pattern).matches(said))) {
    // `finish the report, tag it done` are two orders.
    if (ref === undefined || order === undefined || isAmong(words.verbs, ref.pieces[0]?.folded ?? '')) continue;
    const bare = withoutCourtesies(order, words);
    // Before any task is looked for: most of what stands behind a comma is no order.
    if (!isAmong(words.verbs, bare.pieces[0]?.folded ?? '')) continue;
    const found = resolve(ref, { status: 'any' }, context);
    if (found.kind !== 'tasks' || found.how === 'forgiven' || found.how === 'pronoun') continue;
    const reading = readClause(bare, speakingOf(found.tasks, context));
    if (reading !== null && isClear(reading) && isAbout(found.tasks, reading)) return reading;
  }
  return null;
}

/** More is a story. */
const MAX_PIECES = 40;
const ASIDE_MARKS = ', ; . – — - :'.split(' ');

/**
 * `the photos aren't that urgent any more, medium is fine`: what is said first names the task, or speaks of “it”, and the
 * order follows behind a mark. Null unless every word before it is that task's or tells nothing.
 */
export function readAside(said: Utterance, context: PocketContext): Reading | null {
  const { pieces } = said;
  if (pieces.length > MAX_PIECES) return null;
  for (let at = 1; at < pieces.length - 1; at += 1) {
    if (!ASIDE_MARKS.includes(pieces[at]?.folded ?? '')) continue;
    const about = spokenIn(slice(said, 0, at), context);
    if (about === null) continue;
    const order = withoutCourtesies(slice(said, at + 1, pieces.length), context.words);
    const next = about.length > 0 ? speakingOf(about, context) : context;
    const reading = readClause(order, next);
    const given = reading !== null && isOrder(reading) ? reading : readParts(order, next, true);
    if (given === null || !isOrder(given)) continue;
    if (about.length > 0 && !isAbout(about, given)) continue;
    if (about.length === 0 && given.change !== undefined && isNamed(order, context)) continue;
    return given;
  }
  return null;
}

/**
 * `reopen the archive, we found another box`: an order, and why. Null unless what stands behind is nothing that could change
 * what is meant: no condition, no exception, no date, no further order and no name of a task.
 */
export function readReasoned(said: Utterance, context: PocketContext): Reading | null {
  const { pieces } = said;
  const at = pieces.findIndex(({ folded }) => ASIDE_MARKS.includes(folded));
  if (at < 1 || pieces.length > MAX_PIECES) return null;
  if (!isAmong(context.words.reasons, pieces[at + 1]?.folded ?? '')) return null;
  const why = slice(said, at + 2, pieces.length);
  const { given, named } = cutParts(why, context);
  const isCondition = why.pieces.some(({ folded }) => isAmong(context.words.conditions, folded));
  if (isCondition || given.length > 0 || resolve(named, { status: 'any' }, context).kind !== 'none') return null;
  const reading = readClause(slice(said, 0, at), context);
  return reading !== null && isOrder(reading) && reading.made === undefined ? reading : null;
}

/** The tasks that are spoken of in words which order nothing; empty for “it”, null when it is something else. */
function spokenIn(said: Utterance, context: PocketContext): Meaning['tasks'] | null {
  const first = said.pieces[0]?.folded ?? '';
  if (isAmong(context.words.verbs, first) && !isAmong(context.words.selves, first)) return null;
  const { named: all, pointer, given } = cutParts(said, context);
  const pieces = all.pieces.filter(({ folded }) => !isAmong(context.words.cues.aside, folded));
  const named = { ...all, pieces };
  if (given.some(({ kind }) => kind !== 'level')) return null;
  if (named.pieces.length === 0) return pointer === null ? null : [];
  const found = resolve(named, { status: 'any' }, context);
  return found.kind === 'tasks' && found.how !== 'forgiven' ? found.tasks : null;
}

function isNamed(said: Utterance, context: PocketContext): boolean {
  return cutParts(said, context).named.pieces.length > 0;
}

/** Changes something, or takes back. */
function isOrder({ change, strength, step }: Reading): boolean {
  return strength === 'firm' && step.kind === 'do' && (change !== undefined || step.meaning.intent === 'undo');
}

/** `put the parcel back on my list for friday`: it is reopened, and due then. */
export function readTwoInOne(said: Utterance, context: PocketContext): Reading[] | null {
  for (const [pattern, orders] of context.words.twoInOne) {
    for (const slots of matcherOf(pattern).matches(said)) {
      const [one, other] = orders.map((order) =>
        utteranceOf(order.replaceAll(/\{(\w+)\}/gu, (_, name: string) => (slots[name] ? textOf(slots[name]) : ''))),
      );
      const first = one ? readClause(one, context) : null;
      if (first === null || other === undefined || !isClear(first) || first.step.kind === 'ask') continue;
      const next = readClause(other, speakingOf(first.step.meaning.tasks, context));
      if (next === null || !isClear(next)) continue;
      return first.step.meaning.isNoOp ? [next] : [first, next];
    }
  }
  return null;
}

function isAbout(tasks: Meaning['tasks'], { step }: Reading): boolean {
  const ids = new Set(tasks.map(({ id }) => id));
  return step.kind !== 'ask' && step.meaning.tasks.length > 0 && step.meaning.tasks.every(({ id }) => ids.has(id));
}

function isClear({ change, strength, step }: Reading): boolean {
  return change !== undefined && strength === 'firm' && step.kind !== 'ask';
}

/** What was just named is “it” in what follows. */
function speakingOf(tasks: Meaning['tasks'], context: PocketContext): PocketContext {
  const touched = tasks.map(({ id, title }) => ({ id, title }));
  return { ...context, memory: { ...context.memory, spoken: [] }, dialogue: { ...context.dialogue, touched } };
}
