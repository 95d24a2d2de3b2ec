import { accept, type BlockedUndo, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import { evolve, type World } from '../command/world.ts';
import { refusal } from '../errors.ts';
import { type DomainEvent, isListEvent, isSettingsEvent, isTaskEvent, type LoggedEvent } from '../log/event.ts';
import type { Undo } from './commands.ts';
import { invertList } from './invert-list.ts';
import { invertSettings } from './invert-settings.ts';
import { invertTask } from './invert-task.ts';

/** What undoing one aggregate's part comes to: an event, nothing (it is back already), or why it cannot be. */
export type Inversion = { event: DomainEvent | null } | { blocked: string };

/**
 * Takes back what happened under a correlation id, as new events. Field by field: a field that still holds what
 * the command gave it gets its old value again; one that somebody changed since stands in the way, and is named.
 * A command on one thing is then refused; of a bulk, everything that can be is taken back, and the rest listed.
 */
export function decideUndo(command: Undo, world: World, ctx: DecideContext): Decision {
  const history = world.histories.get(command.correlationId) ?? [];
  if (history.length === 0) {
    const detail = 'There is nothing to undo under that id: it is unknown, or older than the 90 days that history is kept.';
    return refuse(refusal('gone', detail));
  }
  const events: DomainEvent[] = [];
  const blocked: BlockedUndo[] = [];
  const inHistory = new Set(history.map((event) => event.aggregateId));
  let next = world;
  for (const [aggregateId, happened] of byAggregate(history)) {
    const inversion = invert(happened, next, ctx, inHistory);
    if ('blocked' in inversion) blocked.push({ aggregateId, reason: inversion.blocked });
    else if (inversion.event) {
      events.push(inversion.event);
      next = evolve(next, inversion.event);
    }
  }
  if (blocked.length > 0 && events.length === 0) {
    return refuse(refusal('undo_blocked', blocked.map(({ reason }) => reason).join(' ')));
  }
  return accept(events, null, { blocked, remaining: blocked.length });
}

// A deleted list comes back before its tasks do, a created one goes after its tasks have gone.
function byAggregate(history: readonly LoggedEvent[]): [string, LoggedEvent[]][] {
  const groups = new Map<string, LoggedEvent[]>();
  for (const event of history) groups.set(event.aggregateId, [...(groups.get(event.aggregateId) ?? []), event]);
  return [...groups].sort(([, a], [, b]) => turn(a) - turn(b));
}

function turn(happened: LoggedEvent[]): number {
  const type = happened[0]?.type;
  if (type === 'list.created') return 2;
  return type?.startsWith('list.') ? 0 : 1;
}

function invert(happened: LoggedEvent[], world: World, ctx: DecideContext, inHistory: Set<string>): Inversion {
  const tasks = happened.filter((event) => isTaskEvent(event));
  if (tasks.length > 0) return invertTask(tasks, world, ctx, inHistory);
  const lists = happened.filter((event) => isListEvent(event));
  if (lists.length > 0) return invertList(lists, world, ctx);
  const settings = happened.filter((event) => isSettingsEvent(event));
  if (settings.length > 0) return invertSettings(settings, world, ctx);
  return { blocked: 'An account cannot be made or unmade by undo.' };
}
