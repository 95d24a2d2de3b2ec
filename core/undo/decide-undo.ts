import {
  accept,
  type BlockedUndo,
  type DecideContext,
  type Decision,
  MAX_AGGREGATES_PER_COMMAND,
  refuse,
} from '../command/decision.ts';
import { evolveAll, type World } from '../command/world.ts';
import { type Refusal, refusal } from '../errors.ts';
import { idEpochMs } from '../ids.ts';
import { toEpochMs } from '../instant.ts';
import {
  type DomainEvent,
  isDeliveryEvent,
  isFiringEvent,
  isListEvent,
  isSeriesEvent,
  isSettingsEvent,
  isTaskEvent,
  isViewEvent,
  type LoggedEvent,
  type LoggedSeriesEvent,
  type LoggedTaskEvent,
} from '../log/event.ts';
import { KEEP_EVENTS_MS } from '../retention.ts';
import type { Undo } from './commands.ts';
import { invertList } from './invert-list.ts';
import { invertSeries, laterOccurrences, occurrencesToKeep } from './invert-series.ts';
import { invertSettings } from './invert-settings.ts';
import { invertTask } from './invert-task.ts';
import { invertView } from './invert-view.ts';

/** What undoing one aggregate's part comes to: events, none when it is back already, or why it cannot be. */
export type Inversion = { events: DomainEvent[] } | { blocked: string };

/**
 * Takes back what happened under a correlation id, as new events. Field by field: a field that still holds what
 * the command gave it gets its old value again; one that somebody changed since stands in the way, and is named.
 * A command on one thing is then refused; of a bulk, everything that can be is taken back, and the rest listed.
 *
 * Every part has to keep the rules of the house at the moment it is taken back, so their order matters: a parent
 * comes back before its subtasks and goes after them. Instead of knowing every such order, parts that are blocked
 * are tried again as long as another one made progress.
 */
export function decideUndo(command: Undo, world: World, ctx: DecideContext): Decision {
  const history = world.histories.get(command.correlationId) ?? [];
  const left = world.thingsLeft.get(command.correlationId) ?? 0;
  if (history.length === 0) return refuse(left > 0 ? TOO_MUCH : refuseNothing(command, ctx));
  const undone: DomainEvent[] = [];
  let next = world;
  let remaining = 0;
  let blocked: BlockedUndo[] = [];
  const kept = occurrencesToKeep(history, world);
  let waiting = byAggregate(history.filter(({ aggregateId }) => !kept.has(aggregateId)));
  for (let isProgress = true; isProgress; ) {
    isProgress = false;
    remaining = 0;
    blocked = [];
    const parts = waiting;
    waiting = [];
    for (const part of parts) {
      const inversion = invert(part, next, ctx);
      if ('blocked' in inversion) {
        blocked.push({ aggregateId: part[0]?.aggregateId ?? '', reason: inversion.blocked });
        waiting.push(part);
      } else if (undone.length + inversion.events.length > MAX_AGGREGATES_PER_COMMAND) {
        remaining += 1;
        waiting.push(part);
      } else if (inversion.events.length > 0) {
        undone.push(...inversion.events);
        next = evolveAll(next, inversion.events);
        isProgress = true;
      }
    }
  }
  if (blocked.length > 0 && undone.length === 0) {
    return refuse(refusal('undo_blocked', blocked.map(({ reason }) => reason).join(' ')));
  }
  if (left > 0 && undone.length === 0) return refuse(TOO_MUCH);
  if (undone.length > 0) blocked.push(...laterOccurrences(history, world));
  return accept(undone, null, { blocked, remaining: remaining + left });
}

const TOO_MUCH = refusal(
  'too_large',
  'This changed more than one request can take back. Undo it by itself, or change back by hand what is left.',
);

// Pruned history and somebody else's id look the same in the log; the id itself says how old it is.
function refuseNothing({ correlationId }: Undo, { now }: DecideContext): Refusal {
  const isOld = idEpochMs(correlationId) < toEpochMs(now) - KEEP_EVENTS_MS;
  return isOld
    ? refusal('gone', 'That is older than the 90 days for which history is kept, so it cannot be undone any more.')
    : refusal('not_found', `There is nothing to undo under ${correlationId}.`);
}

/**
 * What happened to each thing, the last first, as taking back goes. A task whose place in its series changed and the
 * series itself are one thing: half of that taken back would leave two tasks for one slot.
 */
function byAggregate(history: readonly LoggedEvent[]): LoggedEvent[][] {
  const seriesOf = new Map<string, string>();
  for (const event of history) {
    if (!isTaskEvent(event) || event.data.before?.series === undefined) continue;
    const series = event.data.after.series ?? event.data.before.series;
    if (series !== null) seriesOf.set(event.aggregateId, series.id);
  }
  const groups = new Map<string, LoggedEvent[]>();
  for (const event of history.toReversed()) {
    const key = seriesOf.get(event.aggregateId) ?? event.aggregateId;
    const group = groups.get(key);
    if (group) group.unshift(event);
    else groups.set(key, [event]);
  }
  return [...groups.values()];
}

function invert(happened: LoggedEvent[], world: World, ctx: DecideContext): Inversion {
  const tasks = happened.filter((event) => isTaskEvent(event));
  const series = happened.filter((event) => isSeriesEvent(event));
  if (tasks.length > 0 && series.length > 0) return invertBoth(tasks, series, world, ctx);
  if (tasks.length > 0) return invertTask(tasks, world, ctx);
  const lists = happened.filter((event) => isListEvent(event));
  if (lists.length > 0) return invertList(lists, world, ctx);
  const views = happened.filter((event) => isViewEvent(event));
  if (views.length > 0) return invertView(views, world, ctx);
  // What rang has rung. Undoing a snooze takes back the plan, which is the task's.
  if (happened.every((event) => isFiringEvent(event) || isDeliveryEvent(event))) return { events: [] };
  if (series.length > 0) return invertSeries(series, world, ctx);
  const settings = happened.filter((event) => isSettingsEvent(event));
  if (settings.length > 0) return invertSettings(settings, world, ctx);
  return { blocked: 'An account cannot be made or unmade by undo.' };
}

/** A task and its series, both or neither. */
function invertBoth(
  tasks: LoggedTaskEvent[],
  series: LoggedSeriesEvent[],
  world: World,
  ctx: DecideContext,
): Inversion {
  const ofTask = invertTask(tasks, world, ctx);
  if ('blocked' in ofTask) return ofTask;
  const ofSeries = invertSeries(series, evolveAll(world, ofTask.events), ctx);
  return 'blocked' in ofSeries ? ofSeries : { events: [...ofTask.events, ...ofSeries.events] };
}
