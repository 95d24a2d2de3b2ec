import { tagSet } from '../../tag/tag.ts';
import type { Change } from '../change.ts';
import { changed } from '../intents/change-asks.ts';
import type { Reading } from '../intents/reading.ts';
import { tagOf } from '../phrases/read-condition.ts';
import type { PocketContext } from '../pocket-context.ts';
import type { Cue } from '../pocket-locale.ts';
import { OPEN, resolve, type Wanted } from '../tasks/resolve.ts';
import { isMark, type Utterance, utteranceOf } from '../text/pieces.ts';
import { isAmong } from '../text/word-set.ts';
import { cutParts, type Given, type Parts } from './cut-parts.ts';

/** More is a story, and no order; and to look for parts takes the square of it. */
const MAX_PIECES = 40;
const MAX_NAMED = 8;

/** What cues mean together with what is given beside them. */
interface Order {
  readonly given: Given['kind'] | null;
  /** Of each group one has to be said. */
  readonly needs: readonly (readonly Cue[])[];
  /** What else may be said. */
  readonly may: readonly Cue[];
  /** It is about “it” where no task is named. */
  readonly isOfIt?: boolean;
  /** All words of a title have to be said: a few of them may be of something new. */
  readonly isWhole?: boolean;
  readonly change: (parts: Parts, context: PocketContext) => Change | null;
  readonly wanted?: Wanted;
}

const REPEATING: Wanted = { status: 'open', likely: ({ repeats }) => repeats };

/**
 * The first that fits is meant. Nothing here finishes, reopens or deletes a task: what is said of such things is a story as
 * often as an order, and orders for them have patterns of their own.
 */
const ORDERS: readonly Order[] = [
  { given: 'when', needs: [['remind']], may: ['due'], change: remind },
  { given: 'when', needs: [['move', 'due', 'later', 'earlier']], may: ['ought'], change: due },
  { given: 'when', needs: [['ought']], may: [], isWhole: true, change: due },
  { given: 'amount', needs: [['move', 'later', 'earlier']], may: ['due', 'ought'], change: shift },
  { given: 'lead', needs: [['remind']], may: ['due'], change: remind },
  { given: 'rule', needs: [['repeat'], ['away']], may: [], change: stop, wanted: REPEATING },
  { given: 'rule', needs: [['repeat'], ['unneeded']], may: [], change: stop, wanted: REPEATING },
  { given: 'rule', needs: [['repeat']], may: ['ought'], change: repeat },
  { given: 'level', needs: [['priority', 'suffice', 'ought']], may: ['move'], change: priority },
  { given: 'tag', needs: [['tag'], ['away', 'unneeded']], may: [], change: tags('removeTags') },
  { given: 'tag', needs: [['tag']], may: ['ought'], change: tags('addTags') },
  { given: null, needs: [['tag'], ['away']], may: [], isOfIt: true, change: lastTags },
  { given: null, needs: [['remind'], ['away', 'unneeded']], may: [], isOfIt: true, change: cancelReminder },
  { given: null, needs: [['repeat'], ['away', 'unneeded']], may: [], isOfIt: true, change: stop, wanted: REPEATING },
  { given: null, needs: [['due'], ['away', 'unneeded']], may: [], isOfIt: true, change: clearDue },
  { given: null, needs: [['priority'], ['away', 'unneeded']], may: [], isOfIt: true, change: clearPriority },
];

/**
 * An order in a form that no pattern has, `the winter trip has to be planned by dec 10`: understood from its parts when they
 * leave nothing over. Every word must be a task's, a date's or the like, a cue's, or one that never says anything; the cues
 * must go together with what is given; and there must be that task. Null otherwise: a word that is not understood may be
 * the one that matters.
 *
 * @param isOfIt it is about “it” where no task is named
 */
export function readParts(said: Utterance, context: PocketContext, isOfIt = false): Reading | null {
  const { pieces } = said;
  if (pieces.length < 2 || pieces.length > MAX_PIECES || !isOneOrder(said, context)) return null;
  const parts = cutParts(said, context);
  if (parts.cues.has('limit') || parts.named.pieces.length > MAX_NAMED) return null;
  const order = ORDERS.find((each) => fits(each, parts));
  const change = order?.change(parts, context) ?? null;
  if (order === undefined || change === null) return null;
  const about = aboutOf(parts, isOfIt || order.isOfIt === true, context);
  const found = about && resolve(about, order.wanted ?? OPEN, context);
  if (found?.kind !== 'tasks' && found?.kind !== 'several') return null;
  // A wrong letter is only forgiven where nothing else has to be guessed.
  if (found.kind === 'tasks' && (found.how === 'forgiven' || found.tasks.length === 0)) return null;
  if (order.isWhole && (found.kind !== 'tasks' || found.how !== 'exact')) return null;
  return changed(change, found, 'nothing', about, context);
}

/** No question, but one that asks for it to be done, and one sentence: `stop, i need the reminder` is two. */
function isOneOrder(said: Utterance, { words }: PocketContext): boolean {
  if (isAmong(words.openers, said.pieces[0]?.folded ?? '') || said.pieces.some(isMark)) return false;
  const isPolite = isAmong(words.polite, utteranceOf(said.text.trim()).pieces[0]?.folded ?? '');
  return isPolite || !/\?\s*$/u.test(said.text);
}

function aboutOf({ named, pointer }: Parts, isOfIt: boolean, { words }: PocketContext): Utterance | null {
  if (named.pieces.length > 0) return named;
  return pointer ?? (isOfIt ? utteranceOf(words.pronouns.one.split('|')[0] ?? '') : null);
}

function fits({ given, needs, may }: Order, parts: Parts): boolean {
  const [first, ...others] = parts.given;
  if ((first?.kind ?? null) !== given || (others.length > 0 && given !== 'tag')) return false;
  if (others.some(({ kind }) => kind !== given)) return false;
  const known = new Set([...needs.flat(), ...may]);
  return (
    needs.every((group) => group.some((cue) => parts.cues.has(cue))) && [...parts.cues].every((cue) => known.has(cue))
  );
}

function due({ given: [first] }: Parts): Change | null {
  return first?.kind === 'when' ? { kind: 'due', when: first.text } : null;
}

function repeat({ given: [first] }: Parts): Change | null {
  return first?.kind === 'rule' ? { kind: 'repeat', rule: first.text } : null;
}

function priority({ given: [first] }: Parts): Change | null {
  return first?.kind === 'level' ? { kind: 'priority', priority: first.level } : null;
}

function remind({ given: [first] }: Parts): Change | null {
  if (first?.kind === 'lead') return { kind: 'remind', phrase: `${first.text} before` };
  return first?.kind === 'when' ? { kind: 'remind', phrase: first.text } : null;
}

function stop(): Change {
  return { kind: 'stop' };
}

function cancelReminder(): Change {
  return { kind: 'cancelReminder' };
}

function clearDue(): Change {
  return { kind: 'clearDue' };
}

function clearPriority(): Change {
  return { kind: 'priority', priority: 'none' };
}

function shift({ given: [first], cues }: Parts): Change | null {
  return first?.kind === 'amount' ? { kind: 'shift', amount: first.text, isEarlier: cues.has('earlier') } : null;
}

/** `take that tag off again`: the one it was given last. */
function lastTags(_parts: Parts, { memory }: PocketContext): Change | null {
  const change = memory.last?.change;
  return change?.kind === 'addTags' ? { kind: 'removeTags', tags: change.tags } : null;
}

function tags(kind: 'addTags' | 'removeTags') {
  return ({ given }: Parts): Change | null => {
    const read = given.flatMap((each) => (each.kind === 'tag' ? (tagOf(each.text) ?? []) : []));
    return read.length < given.length ? null : { kind, tags: tagSet(read) };
  };
}
