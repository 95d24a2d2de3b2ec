import type { ToolTask } from '../tools/tool-task.ts';
import { applyChange } from './apply-change.ts';
import { changed } from './intents/change-asks.ts';
import { create } from './intents/create-asks.ts';
import { firm, type Reading } from './intents/reading.ts';
import { talk } from './intents/talk-asks.ts';
import { readWhen } from './phrases/read-due.ts';
import { readFilter } from './phrases/read-filter.ts';
import type { PocketContext } from './pocket-context.ts';
import type { PocketMemory } from './pocket-memory.ts';
import { SENTENCES } from './sentences.ts';
import { tasksById } from './tasks/look-up.ts';
import { fitOf } from './tasks/match-title.ts';
import { atPlaces, readPlaces } from './tasks/read-places.ts';
import { OPEN, resolve, tasksOf } from './tasks/resolve.ts';
import { titleKey } from './tasks/title-words.ts';
import { isQuotation, lineOf, textOf, type Utterance, unquoted } from './text/pieces.ts';
import { isAmong } from './text/word-set.ts';

/** The answer to what was asked back; null when this is none, but something new. */
export function answerAsked(said: Utterance, context: PocketContext): Reading | null {
  const { memory, words } = context;
  if (memory.asked === null) return null;
  if (isAmong(words.pronouns.none, lineOf(said).trim()) && !isForGood(memory.asked, said, context))
    return firm(talk(SENTENCES.leftAlone));
  switch (memory.asked.kind) {
    case 'confirm':
      return null;
    case 'title': {
      const isTalk = isAmong(words.questions, said.pieces[0]?.folded ?? '');
      return isOrder(said, context) || isTalk ? null : create([said], context);
    }
    case 'when':
      return isOrder(said, context) ? null : answerWhen(said, memory.asked.tasks, context);
    case 'skipOrStop':
      return answerWhether(said, memory.asked.tasks, context);
    case 'which':
      return answerWhich(said, memory.asked, context);
  }
}

type Question = NonNullable<PocketMemory['asked']>;
type Asked<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>;

/** It begins as an order does, and so may be something new. */
function isOrder({ pieces }: Utterance, { words }: PocketContext): boolean {
  return isAmong(words.verbs, pieces[0]?.folded ?? '');
}

/** `stop` leaves everything as it is, but where stopping is one of the answers. */
function isForGood({ kind }: Question, said: Utterance, { words }: PocketContext): boolean {
  return kind === 'skipOrStop' && isAmong(words.forGood, lineOf(said).trim());
}

function answerWhen(said: Utterance, ids: readonly string[], context: PocketContext): Reading | null {
  if (readWhen(textOf(said), context) === null) return null;
  const change = { kind: 'due', when: textOf(said) } as const;
  return firm(applyChange(change, tasksById(ids, context), false, context), { change });
}

function answerWhether(said: Utterance, ids: readonly string[], context: PocketContext): Reading | null {
  const line = lineOf(said).trim();
  const { onlyOne, forGood } = context.words;
  const kind = isAmong(onlyOne, line) ? 'skipOne' : isAmong(forGood, line) ? 'stop' : null;
  return kind && firm(applyChange({ kind }, tasksById(ids, context), false, context), { change: { kind } });
}

function answerWhich(said: Utterance, { change, candidates }: Asked<'which'>, context: PocketContext): Reading | null {
  const { words } = context;
  const isNew = isOrder(said, context) && !isQuotation(said);
  if (candidates.length === 0) {
    // It was not known what it is about: any task that is named now.
    const found = isNew ? null : resolve(said, OPEN, context);
    return found?.kind === 'tasks' || found?.kind === 'several'
      ? changed(change, found, 'nothing', said, context)
      : null;
  }
  const tasks = tasksById(candidates, context);
  const exact = tasks.filter(({ title }) => titleKey(title) === titleKey(textOf(said)));
  if (exact.length === 1) return firm(applyChange(change, exact, false, context), { change });
  if (isNew) return null;
  const line = lineOf(said).trim();
  const isAll =
    isAmong(words.pronouns.both, line) || isAmong(words.pronouns.several, line) || isAmong(words.allWords, line);
  if (isAll) return firm(applyChange(change, tasks, false, context), { change });
  const places = readPlaces(said, context);
  const named = fitOf(unquoted(said), tasks, words).tasks;
  const meant = places !== null ? atPlaces(places, tasks) : named.length > 0 ? named : described(said, tasks, context);
  if (meant === null || meant.length === 0) return null;
  const isClear = places !== null || meant.length === 1;
  return isClear ? firm(applyChange(change, meant, false, context), { change }) : null;
}

/** `the one for thursday`, `the urgent one`: those of the candidates that it is true of. */
function described(said: Utterance, candidates: readonly ToolTask[], context: PocketContext): readonly ToolTask[] {
  const filter = readFilter(said, context);
  if (filter.terms.length === 0 || filter.rest.length > 0 || filter.isVague) return [];
  const ids = new Set(tasksOf(filter, context).map(({ id }) => id));
  return candidates.filter(({ id }) => ids.has(id));
}
