import { EMPTY_WORLD, evolveAll } from '#core/command/world.ts';
import type { Instant } from '#core/instant.ts';
import type { Actor } from '#core/log/actor.ts';
import type { DomainEvent, TaskEvent } from '#core/log/event.ts';
import { changeSeries } from '#core/series/series-event.ts';
import type { Task } from '#core/task/task.ts';
import { onlyEvents } from '#core/task/task-event.ts';
import { CommitConflict, commitEvents } from '../../db/commit-events.ts';
import type { Database } from '../../db/database.ts';
import { findOldTrash } from '../../db/queries/find-old-trash.ts';
import { findLiveSeriesAt } from '../../db/queries/find-series.ts';
import type { Effects } from '../../effects.ts';

const ACTOR: Actor = { kind: 'system', client: 'retention', conversation: null };

/**
 * Removes the oldest of what a user left in the trash, for good, as events, so that every device hears of it.
 *
 * @returns how many went; 0 also when the user was changing them at that very moment, which another run sees
 */
export async function purgeTrash(
  db: Database,
  effects: Effects,
  request: { userId: string; before: Instant; limit: number },
): Promise<number> {
  const { userId, before, limit } = request;
  const now = effects.now();
  const old = await findOldTrash(db, userId, before, limit);
  if (old.length === 0) return 0;
  const ids = old.map(({ id }) => id);
  const series = await findLiveSeriesAt(db, userId, ids);
  // With its newest occurrence a series that waits for a completion has nothing left to wait for.
  const stopped = series.map((each) =>
    changeSeries(each, 'recurrence.stopped', { status: 'stopped', next: null }, now),
  );
  const events = onlyEvents<DomainEvent>([...old.map((task) => purged(task, now)), ...stopped]);
  const loaded = {
    ...EMPTY_WORLD,
    tasks: new Map(old.map((task) => [task.id, task])),
    series: new Map(series.map((each) => [each.id, each])),
  };
  const unit = {
    correlationId: effects.newId('correlation'),
    events: events.map((event) => ({ id: effects.newId('event'), event })),
    record: null,
  };
  const after = evolveAll(loaded, events);
  try {
    await commitEvents(db, { userId, actor: ACTOR, trace: null, now, loaded, after, units: [unit] }, effects.wait);
  } catch (error) {
    if (error instanceof CommitConflict) return 0;
    throw error;
  }
  return old.length;
}

function purged(task: Task, now: Instant): TaskEvent {
  return {
    kind: 'task',
    type: 'task.purged',
    after: { ...task, version: task.version + 1, updatedAt: now },
    before: {},
  };
}
