import { and, eq, sql } from 'drizzle-orm';
import type { Decision } from '#core/command/decision.ts';
import type { CommandDone, CommandRefused } from '#core/command/reply.ts';
import type { World } from '#core/command/world.ts';
import { invariant, type Refusal } from '#core/errors.ts';
import type { List } from '#core/list/list.ts';
import {
  aggregateIdOf,
  isListEvent,
  isSeriesEvent,
  isSettingsEvent,
  isTaskEvent,
  isViewEvent,
  type LoggedEvent,
} from '#core/log/event.ts';
import type { Series } from '#core/series/series.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Task } from '#core/task/task.ts';
import type { SavedView } from '#core/view/view.ts';
import type { Database } from '../db/database.ts';
import { eventFromRow } from '../db/event-row.ts';
import { inJson } from '../db/json-rows.ts';
import type { Answer, RequestKey } from '../db/queries/find-request-keys.ts';
import { events } from '../db/schema.ts';

type Accepted = Extract<Decision, { isAccepted: true }>;
interface State {
  task: Task | null;
  list: List | null;
  view: SavedView | null;
  series: Series | null;
  settings: Settings | null;
}
const NO_STATE: State = { task: null, list: null, view: null, series: null, settings: null };

/** What to remember of an accepted command, so that its answer can be given again. */
export function answerOf(decision: Accepted, eventIds: string[], correlationId: string, after: World): Answer {
  const { events: decided, subject, remaining, blocked } = decision;
  // The last event on the subject is the one whose `after` was answered.
  const at = subject === null ? -1 : decided.findLastIndex((event) => aggregateIdOf(event) === subject.id);
  return {
    correlationId,
    changed: decided.length,
    remaining,
    blocked,
    lastEventId: eventIds.at(-1) ?? null,
    subjectEventId: eventIds[at] ?? null,
    found: at === -1 && subject !== null ? stateIn(after, decision) : null,
  };
}

function stateIn(world: World, { subject }: Accepted): State {
  if (subject === null) return NO_STATE;
  if (subject.kind === 'task') return { ...NO_STATE, task: world.tasks.get(subject.id) ?? null };
  if (subject.kind === 'list') return { ...NO_STATE, list: world.lists.get(subject.id) ?? null };
  if (subject.kind === 'view') return { ...NO_STATE, view: world.views.get(subject.id) ?? null };
  if (subject.kind === 'series') return { ...NO_STATE, series: world.series.get(subject.id) ?? null };
  return { ...NO_STATE, settings: world.settings };
}

function stateAfter(decision: Accepted): State | null {
  const { events: decided, subject } = decision;
  const event = subject === null ? undefined : decided.findLast((each) => aggregateIdOf(each) === subject.id);
  if (event?.kind === 'task') return { ...NO_STATE, task: event.after };
  if (event?.kind === 'list') return { ...NO_STATE, list: event.after };
  if (event?.kind === 'view') return { ...NO_STATE, view: event.after };
  if (event?.kind === 'series') return { ...NO_STATE, series: event.after };
  if (event?.kind === 'settings') return { ...NO_STATE, settings: event.after };
  return null;
}

export function replyDone(
  key: string | null,
  decision: Accepted,
  answer: Answer,
  seqs: Map<string, number>,
): CommandDone {
  const seq = answer.lastEventId === null ? null : seqs.get(answer.lastEventId);
  invariant(seq !== undefined, 'every committed event has a seq');
  return reply(key, answer, seq, stateAfter(decision) ?? answer.found ?? NO_STATE, false);
}

export function replyRefused(key: string | null, refused: Refusal): CommandRefused {
  return { id: key, status: 'refused', code: refused.code, detail: refused.detail, errors: refused.errors ?? [] };
}

/** The first answers to keys that were used before, by key. The states come from the log. */
export async function replyReplay(
  db: Database,
  userId: string,
  known: Map<string, RequestKey>,
): Promise<Map<string, CommandDone>> {
  if (known.size === 0) return new Map();
  const ids = [...known.values()].flatMap(({ answer }) =>
    [answer.lastEventId ?? [], answer.subjectEventId ?? []].flat(),
  );
  const ours = and(eq(events.userId, userId), sql`${events.id} IN ${inJson(ids)}`);
  const rows = ids.length === 0 ? [] : await db.select().from(events).where(ours);
  const byId = new Map(rows.map((row) => [row.id, eventFromRow(row)]));
  return new Map(
    [...known].map(([key, { answer }]) => {
      const last = answer.lastEventId === null ? undefined : byId.get(answer.lastEventId);
      const subject = answer.subjectEventId === null ? undefined : byId.get(answer.subjectEventId);
      return [
        key,
        reply(key, answer, last?.seq ?? null, subject ? stateOf(subject) : (answer.found ?? NO_STATE), true),
      ];
    }),
  );
}

function stateOf(event: LoggedEvent): State {
  if (isTaskEvent(event)) return { ...NO_STATE, task: event.data.after };
  if (isListEvent(event)) return { ...NO_STATE, list: event.data.after };
  if (isViewEvent(event)) return { ...NO_STATE, view: event.data.after };
  if (isSeriesEvent(event)) return { ...NO_STATE, series: event.data.after };
  if (isSettingsEvent(event)) return { ...NO_STATE, settings: event.data.after };
  return NO_STATE;
}

function reply(key: string | null, answer: Answer, seq: number | null, state: State, isReplay: boolean): CommandDone {
  const { correlationId, changed, remaining, blocked } = answer;
  return { id: key, status: 'done', correlationId, seq, changed, remaining, blocked, isReplay, ...state };
}
