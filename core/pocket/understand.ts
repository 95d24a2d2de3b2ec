import type { Action } from '../chat/choice.ts';
import type { Dialogue } from '../chat/dialogue.ts';
import type { Instant } from '../instant.ts';
import type { Choices } from '../language/frame.ts';
import { answerAsked } from './answer-asked.ts';
import { answerLast } from './answer-last.ts';
import { asks } from './apply-change.ts';
import type { Reading } from './intents/reading.ts';
import { talk } from './intents/talk-asks.ts';
import { wordsFor } from './locales/words-for.ts';
import { type Looked, lookKey, type PocketContext } from './pocket-context.ts';
import { NO_MEMORY, type PocketMemory, readMemory } from './pocket-memory.ts';
import { isLost, readAs, readClause } from './read-clause.ts';
import { readLines } from './read-lines.ts';
import { readAside, readReasoned, readTopic, readTwoInOne } from './read-topic.ts';
import { SENTENCES } from './sentences.ts';
import { splitClauses } from './split-clauses.ts';
import { resolve } from './tasks/resolve.ts';
import { withoutCourtesies } from './text/courtesies.ts';
import { textOf, type Utterance, utteranceOf } from './text/pieces.ts';
import { isAmong, standsFor } from './text/word-set.ts';
import type { Outcome, Step, Understanding } from './understanding.ts';

/** What somebody said, and what it is to be understood with. */
export interface Said extends Choices {
  readonly text: string;
  readonly now: Instant;
  /** The user's zone (IANA). */
  readonly zone: string;
  readonly locale: string;
  readonly dialogue: Dialogue;
  /** What tools have answered that were asked for before. */
  readonly looked: Looked;
}

/** Longer is no order, and reading it in every way would take its square. */
const MAX_CHARACTERS = 600;
const MAX_OFFERED = 200;

/**
 * Understands one utterance, without a model: which tools to call with what, or what to ask back, or to say. Pure: where
 * tasks have to be known it says what to look at, and is asked again with the answers.
 */
export function understand(said: Said): Outcome {
  const missing = new Map<string, Action>();
  const context: PocketContext = {
    now: said.now,
    zone: said.zone,
    locale: said.locale,
    dayparts: said.dayparts,
    dateOrder: said.dateOrder,
    words: wordsFor(said.locale),
    dialogue: said.dialogue,
    memory: readMemory(said.dialogue.memory),
    look(call) {
      const key = lookKey(call);
      const answer = said.looked.get(key) ?? null;
      if (answer === null) missing.set(key, call);
      return answer;
    },
  };
  const understanding = read(said.text, context);
  if (missing.size > 0) return { kind: 'look', calls: [...missing.values()] };
  return { kind: 'understood', understanding };
}

function read(text: string, context: PocketContext): Understanding {
  if (text.length > MAX_CHARACTERS) return conclude([notUnderstood(context)], context);
  const lines = readLines(text, context);
  if (lines !== null) return conclude(lines, context);
  const plain = written(utteranceOf(text.trim()), context);
  const last = answerLast(plain, context) ?? corrected(plain, context);
  if (last !== null) return conclude(last, context);
  const whole = withoutCourtesies(plain, context.words);
  if (whole.pieces.length === 0) return conclude([notUnderstood(context)], context);
  const answered = answerAsked(whole, context);
  if (answered !== null) return conclude([answered], context);
  const readings = topic(whole, context) ??
    splitClauses(whole, context) ??
    readTwoInOne(whole, context) ?? [readOne(whole, context)];
  return conclude(readings.length === 1 ? readings.map((each) => offerToAdd(each, whole)) : readings, context);
}

/** One thing; where it is not found as it was said, what stands beside it may be no part of it. */
function readOne(said: Utterance, context: PocketContext): Reading {
  const reading = readClause(said, context);
  if (reading !== null && !isLost(reading)) return reading;
  return readAside(said, context) ?? readReasoned(said, context) ?? reading ?? fallback(said, context);
}

/** In words that the tables have: `shouldnt` is `shouldn't`. */
function written(said: Utterance, { words }: PocketContext): Utterance {
  const pieces = said.pieces.map((piece) => ({
    ...piece,
    folded: standsFor(words.shorthand, piece.folded) ?? piece.folded,
  }));
  return { ...said, pieces };
}

/** `no, tuesday`: the “no” is no courtesy where what follows is another value for what was spoken of. */
function corrected(said: Utterance, context: PocketContext): Reading[] | null {
  if (context.memory.asked !== null) return null;
  const reading = readAs(['correct', 'correctPriority'], said, context);
  return reading && [reading];
}

function topic(said: Utterance, context: PocketContext): Reading[] | null {
  const reading = readTopic(said, context);
  return reading && [reading];
}

/** What nothing was found for may be meant as a new task: that is offered, never done. */
function offerToAdd(reading: Reading, said: Utterance): Reading {
  const { step } = reading;
  const text = textOf(said).replaceAll('"', '');
  if (step.kind !== 'ask' || text === '' || text.length > MAX_OFFERED) return reading;
  if (step.reason !== 'no_such_task' && step.reason !== 'not_understood') return reading;
  const choice = { label: SENTENCES.addIt, detail: text, utterance: `add ${text}` };
  return { ...reading, step: { ...step, choices: [...step.choices, choice] } };
}

function fallback(said: Utterance, context: PocketContext): Reading {
  const named = resolve(said, { status: 'open' }, context);
  if (named.kind === 'tasks' && named.tasks.length === 1) {
    return { step: asks('missing_action', named.tasks, context), strength: 'none' };
  }
  const isQuestion = isAmong(context.words.questions, said.pieces[0]?.folded ?? '') || /\?\s*$/u.test(said.text);
  return isQuestion ? { step: talk(SENTENCES.notTasks), strength: 'none' } : notUnderstood(context);
}

function notUnderstood(context: PocketContext): Reading {
  return { step: asks('not_understood', [], context), strength: 'none' };
}

/** What is remembered for the next turn: the last list, and a question for as long as it is the last thing said. */
function conclude(readings: readonly Reading[], context: PocketContext): Understanding {
  const steps = readings.map(({ step }) => step);
  const memory: PocketMemory = { ...NO_MEMORY, query: context.memory.query, spoken: spokenOf(steps, context) };
  memory.last = lastOf(readings, context);
  for (const { remember, step } of readings) Object.assign(memory, askedBy(step), remember);
  const isUnsure = readings.some(
    ({ strength, step }) => strength === 'none' || (step.kind === 'ask' && step.reason === 'no_such_task'),
  );
  return { steps, certainty: isUnsure ? 'unsure' : 'sure', memory };
}

const MAX_LAST = 10;

/** What can be meant to be done to another task instead, or as well: one thing, which waits for nobody's confirmation. */
function lastOf(readings: readonly Reading[], { dialogue, memory }: PocketContext): PocketMemory['last'] {
  const acting = readings.filter(({ step }) => step.kind !== 'do' || step.meaning.intent !== 'undo');
  const [reading] = acting;
  if (reading?.change === undefined || acting.length > 1 || reading.step.kind === 'ask') return null;
  const { tasks, needsConfirmation } = reading.step.meaning;
  if (needsConfirmation || tasks.length > MAX_LAST) return null;
  const ids = tasks.map(({ id }) => id);
  const asked = memory.asked?.kind === 'which' ? memory.asked.candidates : (memory.last?.others ?? []);
  return {
    change: reading.change,
    tasks: ids,
    others: asked.filter((id) => !ids.includes(id)),
    before: dialogue.correlationIds[0] ?? null,
  };
}

/** Of what is made or listed the tools' answers tell; otherwise it is what was named, or what was spoken of before. */
function spokenOf(steps: readonly Step[], { memory }: PocketContext): string[] {
  const last = steps.findLast((step) => step.kind === 'do' || (step.kind === 'say' && step.meaning.tasks.length > 0));
  if (last === undefined || last.kind === 'ask') return memory.spoken;
  return last.meaning.tasks.slice(0, 50).map(({ id }) => id);
}

function askedBy(step: Step): Partial<PocketMemory> {
  return step.kind === 'do' && step.meaning.needsConfirmation ? { asked: { kind: 'confirm' } } : {};
}
