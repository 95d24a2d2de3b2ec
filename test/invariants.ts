import type { World } from '#core/command/world.ts';
import { INBOX_ID } from '#core/ids.ts';
import { isLive, type Series } from '#core/series/series.ts';
import { MAX_TAGS_PER_TASK } from '#core/tag/tag.ts';
import type { Task } from '#core/task/task.ts';

/** The rules of the house that a user's whole data breaks, as sentences; empty when all is well. */
export function violations(world: World): string[] {
  return [...world.tasks.values()]
    .flatMap((task) => violationsOf(task, world))
    .concat([...world.series.values()].flatMap((series) => violationsOfSeries(series, world)))
    .concat(violationsOfLists(world));
}

function violationsOf(task: Task, world: World): string[] {
  const found: string[] = [];
  const rule = (isKept: boolean, sentence: string) => {
    if (!isKept) found.push(`${task.id} ${sentence}`);
  };
  const isLive = task.deletedAt === null;
  rule((task.status === 'completed') === (task.completedAt !== null), 'has a completion time exactly while completed');
  rule(task.tags.length <= MAX_TAGS_PER_TASK, 'has at most 20 tags');
  rule(task.tags.join() === [...new Set(task.tags)].sort().join(), 'has its tags unique and sorted');
  const list = world.lists.get(task.listId);
  rule(list !== undefined, 'is in a list that exists');
  if (isLive) rule(list?.deletedAt === null, 'is not in a deleted list');
  if (task.parentId === null) return found;
  const parent = world.tasks.get(task.parentId);
  // In the trash a parent may be gone before its subtask: the purge takes so many at a time.
  if (!parent) return isLive ? [...found, `${task.id} has a parent that exists`] : found;
  rule(parent.parentId === null, 'is at most one level deep');
  rule(parent.listId === task.listId, 'is in the list of its parent');
  if (isLive) {
    rule(parent.deletedAt === null, 'is not live under a parent in the trash');
    rule(task.status === 'completed' || parent.status === 'open', 'is not open under a completed parent');
  }
  return found;
}

function violationsOfSeries(series: Series, world: World): string[] {
  const found: string[] = [];
  const rule = (isKept: boolean, sentence: string) => {
    if (!isKept) found.push(`${series.id} ${sentence}`);
  };
  const current = world.tasks.get(series.current.taskId);
  rule(current === undefined || current.parentId === null || !isLive(series), 'repeats no subtask');
  if (isLive(series) && current) {
    rule(current.series?.id === series.id, 'is named by its newest occurrence');
    rule(current.due !== null, 'has a newest occurrence with a due');
  }
  rule(series.next === null || series.trigger.kind === 'on_schedule', 'knows a next slot only by the schedule');
  rule(series.next === null || series.status === 'active', 'has nothing next unless it is active');
  const isScheduled = series.status === 'active' && series.trigger.kind === 'on_schedule';
  rule(!isScheduled || series.next !== null, 'is over when its schedule has no slot left');
  rule(series.next === null || series.next > series.current.slot, 'goes forward');
  return found;
}

function violationsOfLists(world: World): string[] {
  const inbox = world.lists.get(INBOX_ID);
  const isInboxWhole = inbox?.version === 1 && inbox.deletedAt === null;
  return isInboxWhole ? [] : ['the Inbox stays as it is'];
}
