import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { refusal } from '../errors.ts';
import { MAX_TAGS_PER_TASK, tagSet } from '../tag/tag.ts';
import type { TagTask, UpdateTask } from './commands.ts';
import { findLiveTask } from './find-task.ts';
import { changeTask, onlyEvents } from './task-event.ts';

export function decideUpdateTask(command: UpdateTask, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findLiveTask(world, command);
  if (!task) return refuse(refused);
  const { tags, ...rest } = command.patch;
  const change = tags === undefined ? rest : { ...rest, tags: tagSet(tags) };
  return accept(onlyEvents([changeTask(task, 'task.updated', change, ctx.now)]), { kind: 'task', id: task.id });
}

export function decideTagTask(command: TagTask, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findLiveTask(world, command);
  if (!task) return refuse(refused);
  const removed = new Set(command.remove);
  const tags = tagSet([...task.tags.filter((tag) => !removed.has(tag)), ...command.add]);
  if (tags.length > MAX_TAGS_PER_TASK) {
    const error = { path: 'add', message: `would make ${tags.length} tags; a task has at most ${MAX_TAGS_PER_TASK}` };
    return refuse(refusal('limit_reached', `A task has at most ${MAX_TAGS_PER_TASK} tags.`, [error]));
  }
  return accept(onlyEvents([changeTask(task, 'task.updated', { tags }, ctx.now)]), { kind: 'task', id: task.id });
}
