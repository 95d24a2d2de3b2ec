import { parseCapture } from '../language/parse-capture.ts';
import { editDistance } from '../text/edit-distance.ts';
import { asks } from './apply-change.ts';
import { changeAsk } from './intents/change-asks.ts';
import { CREATE_ASKS, create } from './intents/create-asks.ts';
import { LIST_ASKS } from './intents/list-asks.ts';
import type { ReadAsk, Reading } from './intents/reading.ts';
import { TALK_ASKS, talk } from './intents/talk-asks.ts';
import { cutParts, hasCue } from './parts/cut-parts.ts';
import { readParts } from './parts/read-parts.ts';
import type { PocketContext } from './pocket-context.ts';
import { ASKS, type Ask } from './pocket-locale.ts';
import { SENTENCES } from './sentences.ts';
import { resolve } from './tasks/resolve.ts';
import { matcherOf } from './text/pattern.ts';
import { type Piece, slice, textOf, type Utterance, utteranceOf } from './text/pieces.ts';
import { isAmong, standsFor } from './text/word-set.ts';
import type { ClarifyReason } from './understanding.ts';

function readerOf(ask: Ask): ReadAsk | null {
  return TALK_ASKS[ask] ?? LIST_ASKS[ask] ?? CREATE_ASKS[ask] ?? OTHER_ASKS[ask] ?? changeAsk(ask);
}

const OTHER_ASKS: Partial<Record<Ask, ReadAsk>> = {
  badPriority: ({ text, ref }, context) => {
    if (text === undefined || ref === undefined) return null;
    return { step: asks('impossible_priority', [], context, textOf(text)), strength: 'weak' };
  },
  negated: ({ text: said }, context) => {
    if (said === undefined) return null;
    const isOrder = isAmong(context.words.verbs, said.pieces[0]?.folded ?? '');
    const rest = slice(said, 1, said.pieces.length);
    if (!isOrder && (rest.pieces.length === 0 || resolve(rest, { status: 'any' }, context).kind !== 'tasks'))
      return null;
    const step = readClause(said, context)?.step;
    const left = talk(SENTENCES.leftAlone);
    const tasks = step === undefined || step.kind === 'ask' ? [] : step.meaning.tasks;
    return { step: { ...left, meaning: { ...left.meaning, tasks } }, strength: 'firm' };
  },
  dueOpen: ({ ref }, context) => {
    if (ref === undefined) return null;
    const found = resolve(ref, { status: 'open' }, context);
    if (found.kind !== 'tasks') return null;
    const candidates = found.tasks.slice(0, 50).map(({ id }) => id);
    return {
      step: asks('missing_date', found.tasks, context),
      strength: 'firm',
      remember: { asked: { kind: 'when', tasks: candidates } },
    };
  },
};

/** What one thing that was asked for means; null when nothing is understood. */
export function readClause(said: Utterance, context: PocketContext): Reading | null {
  const spelled = forgive(said, context);
  let weak: Reading | null = null;
  for (const ask of ASKS) {
    // What names a task and does not find it is never taken for a new one.
    if (weak !== null && !isChange(ask) && !(LIST_ASKS[ask] && isQuestion(weak))) continue;
    const reader = readerOf(ask);
    if (reader === null) continue;
    for (const pattern of context.words.asks[ask]) {
      for (const slots of matcherOf(pattern).matches(spelled)) {
        const reading = reader(slots, context, spelled);
        if (reading === null) continue;
        if (reading.strength === 'firm' && (weak === null || reading.step.kind !== 'ask')) {
          return isSearch(reading) ? (orderIn(spelled, context) ?? reading) : reading;
        }
        weak ??= reading;
      }
    }
  }
  // What a pattern takes for a task and does not find may be said in another order.
  const other = weak === null || isLost(weak) ? (plainer(spelled, context) ?? orderIn(said, context)) : null;
  return other ?? weak ?? titled(said, context);
}

/** It asks back for want of a task that is called so, which may be for words that are not part of the name. */
export function isLost({ step }: Reading): boolean {
  return step.kind === 'ask' && LOST.has(step.reason);
}

function isQuestion({ change }: Reading): boolean {
  return change?.kind === 'activity' || change?.kind === 'show';
}

/** Words that are looked for as they stand may have been an order: `give me a heads-up an hour before the vet`. */
function isSearch({ step }: Reading): boolean {
  return step.kind === 'do' && step.meaning.filters?.search != null;
}

function orderIn(said: Utterance, context: PocketContext): Reading | null {
  return hasCue(said, context) ? readParts(said, context) : null;
}

const LOST: ReadonlySet<ClarifyReason> = new Set(['no_such_task', 'not_understood', 'impossible_priority']);

/** The same without words such as “still” or “really”; never for what is to be made, whose title has them. */
function plainer(said: Utterance, context: PocketContext): Reading | null {
  const pieces = said.pieces.filter(({ folded }, at) => at === 0 || !isAmong(context.words.fillers, folded));
  if (pieces.length === said.pieces.length) return null;
  const reading = readClause({ ...said, pieces }, context);
  return reading?.strength === 'firm' && reading.step.kind !== 'ask' && reading.made === undefined ? reading : null;
}

/** The same, where it can only be one of certain things, and has to be sure. */
export function readAs(asks: readonly Ask[], said: Utterance, context: PocketContext): Reading | null {
  for (const ask of asks) {
    for (const slots of context.words.asks[ask].flatMap((pattern) => matcherOf(pattern).matches(said))) {
      const reading = readerOf(ask)?.(slots, context, said);
      if (reading?.strength === 'firm') return reading;
    }
  }
  return null;
}

function isChange(ask: Ask): boolean {
  return TALK_ASKS[ask] === undefined && LIST_ASKS[ask] === undefined && CREATE_ASKS[ask] === undefined;
}

/** `buy milk tomorrow`: a line as it is captured anywhere else, when something of it is sure. */
function titled(said: Utterance, context: PocketContext): Reading | null {
  const { words } = context;
  const first = said.pieces[0]?.folded ?? '';
  if (isAmong(words.questions, first) || isAmong(words.suppositions, first) || /\?\s*$/u.test(said.text)) return null;
  const { parts, title } = parseCapture(textOf(said), context);
  const isSure = parts.some(({ confidence }) => confidence === 'sure');
  // `the one at 10` is no more a name than `it` is.
  const isUnnamed = utteranceOf(title).pieces.every(
    ({ folded }) => isAmong(words.articles, folded) || isAmong(words.nouns, folded),
  );
  const isAbout =
    isUnnamed ||
    isAmong(words.pronouns.one, title.toLowerCase()) ||
    isAmong(words.pronouns.several, title.toLowerCase());
  const isName = !isAbout && isTitle(utteranceOf(title), context) && !hasOrder(said, context);
  return isSure && isName ? create([said], context) : null;
}

/**
 * `set everything to p1 tomorrow`, `move dentist to friday at 4 and 5`: nothing but words of orders beside what is a date,
 * or with the name of a task that there is, is an order which was not understood, and no name.
 */
function isTitle(title: Utterance, context: PocketContext): boolean {
  if (title.pieces.length > MAX_ORDER) return true;
  if (isAmong(context.words.allWords, title.pieces[0]?.folded ?? '')) return false;
  const { cues, named, pointer } = cutParts(title, context);
  if (pointer !== null) return named.pieces.length > 0;
  if (named.pieces.every(({ folded }) => isAmong(context.words.allWords, folded)))
    return named.pieces.length + cues.size === 0;
  if (cues.size === 0) return true;
  const plain = { ...named, pieces: named.pieces.filter(({ folded }) => !/^\d+$/u.test(folded)) };
  const found = resolve(plain, { status: 'open' }, context);
  return found.kind !== 'tasks' || found.how !== 'exact';
}

/** `the suitcase matters, make it p1` orders something of a task: were it not understood, it is none that is captured. */
function hasOrder(said: Utterance, context: PocketContext): boolean {
  const { joints, verbs, pronouns } = context.words;
  const isPronoun = ({ folded }: Piece) => isAmong(pronouns.one, folded) || isAmong(pronouns.several, folded);
  return said.pieces.some(({ folded }, at) => {
    if (at === 0 || !joints.includes(said.pieces[at - 1]?.folded ?? '') || !isAmong(verbs, folded)) return false;
    const order = slice(said, at, said.pieces.length);
    return order.pieces.some(isPronoun) && readClause(order, context)?.change !== undefined;
  });
}

const MAX_ORDER = 40;
const MIN_FORGIVEN = 5;

/** The first word with one wrong letter put right, if it is one of the verbs that harm nothing. */
function forgive(said: Utterance, { words }: PocketContext): Utterance {
  const [first, ...others] = said.pieces;
  if (first === undefined || first.isQuoted || first.folded.length < MIN_FORGIVEN) return said;
  const verbs = words.forgiven.split('|');
  if (isAmong(words.verbs, first.folded) || verbs.includes(first.folded)) return said;
  // `completed home tasks` says which they are, and orders nothing.
  if (standsFor(words.filter.words, first.folded) !== null) return said;
  const near = verbs.filter((verb) => editDistance(first.folded, verb, 1) <= 1);
  const right: Piece | null = near[0] === undefined ? null : { ...first, folded: near[0] };
  return right === null ? said : { ...said, pieces: [right, ...others] };
}
