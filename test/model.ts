import type { Command } from '#core/command/command.ts';
import { decide } from '#core/command/decide.ts';
import type { Decision } from '#core/command/decision.ts';
import { EMPTY_WORLD, evolve, type World } from '#core/command/world.ts';
import { INBOX_ID } from '#core/ids.ts';
import { type Instant, toInstant } from '#core/instant.ts';
import { listCreated } from '#core/list/decide-list.ts';
import {
  aggregateIdOf,
  type DomainEvent,
  dataOf,
  type LoggedEvent,
  LoggedEventSchema,
  versionOf,
} from '#core/log/event.ts';
import type { Random } from '#core/order-key.ts';
import { firstSettings } from '#core/settings/first-settings.ts';
import { nthId } from './ids.ts';

/** One user's data in memory: the whole world, and the log it came from. What D1 must agree with. */
export interface Model {
  world: World;
  log: readonly LoggedEvent[];
}

export const MODEL_START_MS = Date.UTC(2026, 10, 21, 3);
const ACTOR = { kind: 'user', client: 'test', conversation: null } as const;

/** What an account has from the start. */
export function newModel(zone = 'Europe/Berlin'): Model {
  const now = toInstant(MODEL_START_MS);
  const events: DomainEvent[] = [
    { kind: 'settings', type: 'settings.created', after: firstSettings({ zone, locale: 'en', now }), before: null },
    listCreated({ id: INBOX_ID, name: 'Inbox', orderKey: 'a0', now }),
  ];
  return record({ world: EMPTY_WORLD, log: [] }, events, { now, correlationId: nthId('correlation', 1_000_000) });
}

export interface Moment {
  now: Instant;
  correlationId: string;
}

/** Decides a command against everything there is, and records what it came to. */
export function perform(
  model: Model,
  command: Command,
  at: Moment & { random?: Random },
): { decision: Decision; model: Model } {
  const decision = decide(command, model.world, {
    now: at.now,
    place: 0,
    newTaskId: () => nthId('task', 500_000 + model.log.length),
    newListId: () => nthId('list', 500_000 + model.log.length),
    newReminderId: () => nthId('reminder', 500_000 + model.log.length),
    newSeriesId: () => nthId('series', 500_000 + model.log.length),
    newViewId: () => nthId('view', 500_000 + model.log.length),
    random: at.random ?? Math.random,
  });
  return { decision, model: decision.isAccepted ? record(model, decision.events, at) : model };
}

/** The model after events: the states by `evolve`, everything derived from them counted anew. */
function record(model: Model, events: readonly DomainEvent[], at: Moment): Model {
  if (events.length === 0) return model;
  const log = [...model.log];
  for (const event of events) {
    const seq = log.length + 1;
    log.push(
      LoggedEventSchema.parse({
        seq,
        id: nthId('event', seq),
        aggregateId: aggregateIdOf(event),
        version: versionOf(event),
        type: event.type,
        actor: ACTOR,
        correlationId: at.correlationId,
        occurredAt: at.now,
        data: dataOf(event),
      }),
    );
  }
  return { world: derive(events.reduce(evolve, model.world), log), log };
}

function derive(world: World, log: readonly LoggedEvent[]): World {
  const liveTaskCounts = new Map([...world.lists.keys()].map((id) => [id, 0]));
  const subtaskTotals = new Map([...world.tasks.keys()].map((id) => [id, 0]));
  const tagTotals = new Map<string, number>();
  for (const task of world.tasks.values()) {
    if (task.deletedAt === null) liveTaskCounts.set(task.listId, (liveTaskCounts.get(task.listId) ?? 0) + 1);
    if (task.parentId !== null) subtaskTotals.set(task.parentId, (subtaskTotals.get(task.parentId) ?? 0) + 1);
    for (const tag of task.tags) tagTotals.set(tag, (tagTotals.get(tag) ?? 0) + 1);
  }
  const histories = new Map<string, LoggedEvent[]>();
  for (const event of log) histories.set(event.correlationId, [...(histories.get(event.correlationId) ?? []), event]);
  return { ...world, liveTaskCounts, subtaskTotals, tagTotals, histories };
}
