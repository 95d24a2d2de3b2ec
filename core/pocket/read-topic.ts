import type { Reading } from './intents/reading.ts';
import type { PocketContext } from './pocket-context.ts';
import { readClause } from './read-clause.ts';
import { resolve } from './tasks/resolve.ts';
import { withoutCourtesies } from './text/courtesies.ts';
import { matcherOf } from './text/pattern.ts';
import { textOf, type Utterance, utteranceOf } from './text/pieces.ts';
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
