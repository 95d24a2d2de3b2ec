import type { ToolTask } from '../tools/tool-task.ts';
import { applyChange } from './apply-change.ts';
import { changed } from './intents/change-asks.ts';
import { create } from './intents/create-asks.ts';
import { firm, type Reading } from './intents/reading.ts';
import { talk } from './intents/talk-asks.ts';
import { readWhen } from './phrases/read-due.ts';
import { readFilter } from './phrases/read-filter.ts';
import type { PocketContext } from './pocket-context.ts';
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
  const line = lineOf(said).trim();
  const isNew = isAmong(words.verbs, said.pieces[0]?.folded ?? '');
  if (memory.asked.kind === 'confirm')
    return isAmong(words.pronouns.none, line) ? firm(talk(SENTENCES.leftAlone)) : null;
  if (isAmong(words.pronouns.none, line)) return firm(talk(SENTENCES.leftAlone));
  if (memory.asked.kind === 'title') {
    const isTalk = isAmong(words.questions, said.pieces[0]?.folded ?? '');
    return isNew || isTalk ? null : create([said], context);
  }
  if (memory.asked.kind === 'when') {
    if (isNew || readWhen(textOf(said), context) === null) return null;
    const change = { kind: 'due', when: textOf(said) } as const;
    return firm(applyChange(change, tasksById(memory.asked.tasks, context), false, context), { change });
  }
  const { change, candidates } = memory.asked;
  if (candidates.length === 0) {
    // It was not known what it is about: any task that is named now.
    const found = isNew && !isQuotation(said) ? null : resolve(said, OPEN, context);
    return found?.kind === 'tasks' || found?.kind === 'several'
      ? changed(change, found, 'nothing', said, context)
      : null;
  }
  const tasks = tasksById(candidates, context);
  const exact = tasks.filter(({ title }) => titleKey(title) === titleKey(textOf(said)));
  if (exact.length === 1) return firm(applyChange(change, exact, false, context), { change });
  if (isNew && !isQuotation(said)) return null;
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
