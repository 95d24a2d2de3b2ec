import type { Change } from './change.ts';
import { changed } from './intents/change-asks.ts';
import { firm, type Reading } from './intents/reading.ts';
import { talk, undo } from './intents/talk-asks.ts';
import type { PocketContext } from './pocket-context.ts';
import { SENTENCES } from './sentences.ts';
import { OPEN, type Resolved, resolve, type Wanted } from './tasks/resolve.ts';
import { matcherOf } from './text/pattern.ts';
import type { Utterance } from './text/pieces.ts';

const READS: ReadonlySet<Change['kind']> = new Set(['show', 'activity']);

/**
 * What is only meant together with what was done last: `no, the eggs` takes that back and does it to the eggs, `the eggs
 * too` does it to them as well. Null when it is something of its own.
 */
export function answerLast(said: Utterance, context: PocketContext): Reading[] | null {
  const { last } = context.memory;
  if (last === null) return null;
  const { change } = last;
  const { takesBack, meantOther, alsoOther, askedOther } = context.words;
  if (READS.has(change.kind)) return again(change, referred(askedOther, said, context), context);
  // A question changes nothing.
  if (/\?\s*$/u.test(said.text)) return null;
  const isDone = context.dialogue.correlationIds[0] !== undefined && context.dialogue.correlationIds[0] !== last.before;
  if (takesBack.some((pattern) => matcherOf(pattern).matches(said).length > 0)) {
    return [firm(isDone ? undo(context) : talk(SENTENCES.leftAlone))];
  }
  const other = again(change, referred(meantOther, said, context), context);
  if (other === null) return again(change, referred(alsoOther, said, context), context);
  return isDone ? [firm(undo(context)), ...other] : other;
}

/** The tasks that are named beside what was done last; null when they are none, or the same again. */
function referred(patterns: readonly string[], said: Utterance, context: PocketContext): [Resolved, Utterance] | null {
  const { last } = context.memory;
  const wanted: Wanted = last?.change.kind === 'reopen' ? { status: 'completed' } : OPEN;
  for (const pattern of patterns) {
    for (const { ref } of matcherOf(pattern).matches(said)) {
      const found = ref && resolve(ref, wanted, context);
      if (!ref || !found || (found.kind !== 'tasks' && found.kind !== 'several')) continue;
      const tasks = found.kind === 'tasks' ? found.tasks : found.candidates;
      if (tasks.some(({ id }) => last?.tasks.includes(id) !== true)) return [found, ref];
    }
  }
  return null;
}

function again(change: Change, found: [Resolved, Utterance] | null, context: PocketContext): Reading[] | null {
  const reading = found && changed(change, found[0], 'nothing', found[1], context);
  return reading && [reading];
}
