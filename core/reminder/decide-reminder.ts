import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant, type Refusal, refusal } from '../errors.ts';
import { findLiveTask } from '../task/find-task.ts';
import type { Task } from '../task/task.ts';
import { changeTask, onlyEvents } from '../task/task-event.ts';
import type { AddReminder, CancelReminder, ChangeReminder } from './commands.ts';
import { MAX_REMINDERS_PER_TASK, type Reminder, reminderSet } from './reminder.ts';
import { settleReminder } from './settle-reminder.ts';

export function decideAddReminder(command: AddReminder, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findOpenTask(world, command);
  if (!task) return refuse(refused);
  const { settings } = world;
  invariant(settings, 'a reminder is decided on with the settings');
  const id = command.reminderId ?? ctx.newReminderId();
  if (task.reminders.some((reminder) => reminder.id === id))
    return refuse(refusal('id_taken', `The task has a reminder ${id} already. Choose a fresh id.`));
  if (task.reminders.length >= MAX_REMINDERS_PER_TASK)
    return refuse(refusal('limit_reached', `A task has at most ${MAX_REMINDERS_PER_TASK} reminders.`));
  const settled = settleReminder(command.when, task.due, settings, ctx.now);
  if (settled.refused) return refuse(settled.refused);
  const channels = command.channels ?? settings.reminderChannels;
  const reminder: Reminder = { id, when: command.when, channels, ringAt: settled.ringAt };
  return acceptChange(task, 'reminder.scheduled', reminderSet([...task.reminders, reminder]), ctx);
}

export function decideChangeReminder(command: ChangeReminder, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findOpenTask(world, command);
  if (!task) return refuse(refused);
  const { settings } = world;
  invariant(settings, 'a reminder is decided on with the settings');
  const reminder = task.reminders.find(({ id }) => id === command.reminderId);
  if (!reminder) return refuse(refuseUnknown(command.reminderId));
  const { when, channels = reminder.channels } = command.patch;
  const settled = when === undefined ? reminder : settleReminder(when, task.due, settings, ctx.now);
  if ('refused' in settled && settled.refused) return refuse(settled.refused);
  const changed: Reminder = { ...reminder, when: when ?? reminder.when, channels, ringAt: settled.ringAt ?? null };
  const reminders = task.reminders.map((each) => (each === reminder ? changed : each));
  return acceptChange(task, 'reminder.moved', reminders, ctx);
}

export function decideCancelReminder(command: CancelReminder, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findLiveTask(world, command);
  if (!task) return refuse(refused);
  const reminders = task.reminders.filter(({ id }) => id !== command.reminderId);
  if (reminders.length === task.reminders.length) return refuse(refuseUnknown(command.reminderId));
  return acceptChange(task, 'reminder.cancelled', reminders, ctx);
}

function acceptChange(
  task: Task,
  type: 'reminder.scheduled' | 'reminder.moved' | 'reminder.cancelled',
  reminders: Reminder[],
  { now }: DecideContext,
): Decision {
  return accept(onlyEvents([changeTask(task, type, { reminders }, now)]), { kind: 'task', id: task.id });
}

/** The task of a command that makes it ring; a completed one never does, so it is refused. */
export function findOpenTask(world: World, command: { taskId: string; ifVersion?: number | undefined }) {
  const found = findLiveTask(world, command);
  if (found.task?.status !== 'completed') return found;
  return { refused: refusal('invalid_state', 'The task is completed. Reopen it first.') };
}

export function refuseUnknown(reminderId: string): Refusal {
  const error = { path: 'reminderId', message: 'must be the id of a reminder of this task' };
  return refusal('not_found', `The task has no reminder ${reminderId}.`, [error]);
}
