import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { isEqualJson, type Json, JsonSchema } from '#core/json.ts';
import { INTENTS, type Meaning, type Step } from '#core/pocket/understanding.ts';
import { TimeZoneSchema } from '#core/time/zone.ts';
import { converse, type Turned, turn } from '#test/pocket/converse.ts';
import { type GivenTask, give, MemoryTools } from '#test/pocket/memory-tools.ts';
import type { SlowEvaluation, Verdict } from './evaluation.ts';
import { brokenLine, readLine } from './read-line.ts';
import {
  VectorDueSchema,
  VectorIdSchema,
  VectorNowSchema,
  VectorPrioritySchema,
  VectorRecurrenceSchema,
  VectorRemindersSchema,
} from './vector-shapes.ts';

const GivenTaskSchema = z.object({
  title: z.string(),
  status: z.string(),
  priority: VectorPrioritySchema,
  tags: z.array(z.string()),
  due: VectorDueSchema,
  recurrence: VectorRecurrenceSchema,
  reminders: VectorRemindersSchema,
  completed_at: z.string().nullable(),
});

/** Tasks by the name of their list. */
export const ListsSchema = z.record(z.string(), z.object({ tasks: z.array(GivenTaskSchema) }));
export type Lists = z.infer<typeof ListsSchema>;

const ArgsSchema = z.record(z.string(), JsonSchema);
const AcceptSchema = z.looseObject({
  intent: z.enum(INTENTS).optional(),
  args: ArgsSchema.optional(),
  result_titles: z.array(z.string()).optional(),
});

export const ChatCaseSchema = z.object({
  id: VectorIdSchema,
  now: VectorNowSchema,
  timezone: TimeZoneSchema,
  tasks: z.string(),
  previous: z.array(z.string()).default([]),
  utterance: z.string(),
  expect: z.object({
    intent: z.enum(INTENTS),
    args: ArgsSchema.default({}),
    result_titles: z.array(z.string()).optional(),
  }),
  accept: z.array(AcceptSchema).default([]),
  forbidden_intents: z.array(z.enum(INTENTS)).default([]),
});
export type ChatCase = z.infer<typeof ChatCaseSchema>;

/** What one step of a turn is, in the words of the vectors. */
interface Graded {
  readonly intent: string;
  readonly args: Record<string, Json>;
  readonly titles: readonly string[] | null;
}

/**
 * `{"id","now","timezone","tasks","previous","utterance","expect":{"intent","args"}}` over the lists of another file:
 * the earlier utterances are carried out, and what is understood of the last one is compared. Of several things done in
 * one turn one must be what is expected, and none may be forbidden.
 */
export function chatEvaluation(lists: Lists): SlowEvaluation {
  return {
    kind: 'chat',
    async judge(line) {
      const read = readLine(line, ChatCaseSchema);
      return 'broken' in read ? read.broken : await judgeChat(read.asked, lists);
    },
  };
}

export async function judgeChat(asked: ChatCase, lists: Lists): Promise<Verdict> {
  const { id, now, timezone: zone, previous, utterance, expect, accept, forbidden_intents: forbidden } = asked;
  const list = lists[asked.tasks];
  if (list === undefined) return brokenLine(utterance, `there is no list ${asked.tasks}`);
  const tools = new MemoryTools({ now: toInstant(Date.parse(now)), zone });
  await give(tools, list.tasks satisfies GivenTask[]);
  const dialogue = await converse(previous, tools);
  const given = gradedOf(await turn(utterance, dialogue, tools));
  const isForbidden = given.some(
    ({ intent, args }) => args.no_op !== true && forbidden.some((each) => each === intent),
  );
  const fits = (wanted: typeof expect) => !isForbidden && given.some((each) => isMet(wanted, each));
  const others = accept.map((each) => alternative(expect, each));
  const isStrict = fits(expect);
  return {
    id,
    about: [...previous, utterance].join(' | '),
    isStrict,
    isLenient: isStrict || others.some(fits),
    expected: JSON.stringify(expect),
    given: JSON.stringify(given),
  };
}

/** An alternative replaces what it names: an intent with its arguments, or single arguments. */
function alternative(
  expect: ChatCase['expect'],
  { intent, args, result_titles, ...rest }: z.infer<typeof AcceptSchema>,
): ChatCase['expect'] {
  const named = z.record(z.string(), JsonSchema).parse(rest);
  const isOther = intent !== undefined && intent !== expect.intent;
  const titles = result_titles ?? (isOther ? undefined : expect.result_titles);
  return {
    intent: intent ?? expect.intent,
    args: { ...(isOther ? {} : expect.args), ...args, ...named },
    ...(titles !== undefined && { result_titles: titles }),
  };
}

function gradedOf({ understanding, called }: Turned): Graded[] {
  const results = new Map(called.map(({ action, result }) => [action, result]));
  return understanding.steps.map((step) => {
    const result = step.kind === 'do' ? results.get(step.call) : undefined;
    const titles =
      result && (step.kind !== 'do' || ['find', 'get'].includes(step.call.tool))
        ? result.tasks.map(({ title }) => title)
        : null;
    return { ...argsOf(step), titles };
  });
}

function argsOf(step: Step): Omit<Graded, 'titles'> {
  if (step.kind === 'ask') {
    return { intent: 'clarify', args: { reason: step.reason, candidates: step.candidates.map(({ title }) => title) } };
  }
  return { intent: step.meaning.intent, args: argsOfMeaning(step.meaning) };
}

function argsOfMeaning(meaning: Meaning): Record<string, Json> {
  const { tasks, titles, due, recurrence, reminders, priority, tags, filters, range, notes } = meaning;
  const named = tasks.map(({ title }) => title);
  return {
    ...(named.length === 1 && { task: named[0] ?? '' }),
    ...(named.length > 0 && { tasks: named }),
    ...(titles && { title: titles[0] ?? '', items: [...titles] }),
    ...(notes !== undefined && { notes }),
    ...(due !== undefined && { due: due === null || due.kind === 'date' ? due : { kind: 'time', local: due.local } }),
    ...(recurrence && { recurrence: { rrule: recurrence.rule, trigger: recurrence.trigger } }),
    ...(reminders && { reminders: reminders.map((each) => ({ ...each })) }),
    ...(priority !== undefined && { priority: priority === 'none' ? null : priority }),
    ...(tags && { tags: [...tags] }),
    ...(filters && {
      filters: {
        status: filters.status,
        priority: filters.priority.length === 1 ? (filters.priority[0] ?? null) : [...filters.priority],
        tags: [...filters.tags],
        search: filters.search,
        due_after: filters.dueAfter,
        due_before: filters.dueBefore,
      },
    }),
    ...(range && { range: { ...range } }),
    ...(meaning.isNoOp && { no_op: true }),
    ...(meaning.needsConfirmation && { confirmation_required: true }),
  };
}

function isMet(wanted: ChatCase['expect'], { intent, args, titles }: Graded): boolean {
  if (wanted.intent !== intent) return false;
  if (wanted.result_titles && !isSameSet(wanted.result_titles, titles ?? [])) return false;
  return Object.entries(wanted.args).every(([name, value]) => isArgMet(name, value, args));
}

const SETS = new Set(['tasks', 'tags', 'candidates', 'reminders']);

function isArgMet(name: string, wanted: Json, args: Record<string, Json>): boolean {
  if (name === 'title_contains')
    return String(args.title ?? '')
      .toLowerCase()
      .includes(String(wanted).toLowerCase());
  const given = args[name] ?? null;
  if (name === 'filters') return isPart(wanted, given);
  if (SETS.has(name)) return Array.isArray(wanted) && Array.isArray(given) && isSameSet(wanted, given);
  return isEqualJson(wanted, given);
}

/** Filters name the least: those that are not named may be anything. */
function isPart(wanted: Json, given: Json): boolean {
  if (wanted === null || given === null || typeof wanted !== 'object' || typeof given !== 'object') return false;
  const has = new Map(Object.entries(given));
  return Object.entries(wanted).every(([name, value]) => {
    const one = has.get(name) ?? null;
    if (!Array.isArray(value))
      return (
        isEqualJson(value, one) || (name === 'search' && String(one).toLowerCase() === String(value).toLowerCase())
      );
    return Array.isArray(one) && isSameSet(value, one);
  });
}

function isSameSet(a: readonly Json[], b: readonly Json[]): boolean {
  const keys = (all: readonly Json[]) => [...new Set(all.map((each) => JSON.stringify(each)))].sort();
  return isEqualJson(keys(a), keys(b));
}
