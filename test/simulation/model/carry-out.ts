import { isDeepStrictEqual } from 'node:util';
import type { UserCommand } from '#core/command/command.ts';
import { addDays, instantOf, wallAt } from '../wall-clock.ts';
import { dueMoment, ownMoment } from './plan.ts';
import type { Account, Due, ReminderState, SettingsState, TaskState, When } from './state.ts';

/** Stands for an id that the program made. */
export const ANY_ID = '*';

/** What an accepted command makes of an account: the tasks and settings that change. */
export interface Expected {
  tasks: Map<string, TaskState>;
  settings: SettingsState | null;
}

/**
 * What a command does to what the model knows, told a second time from what the program promises. Whether it is accepted
 * is the program's to say. The id of a task that the client did not choose comes from the log (`newTaskId`).
 */
export function carryOut(command: UserCommand, account: Account, nowMs: number, newTaskId: string): Expected {
  if (command.type === 'settings.update')
    return { tasks: new Map(), settings: { ...account.settings, ...knownSettings(command.patch) } };
  const task = 'taskId' in command && command.taskId !== undefined ? account.tasks.get(command.taskId) : undefined;
  const changed =
    command.type === 'task.create'
      ? [create(command, account, nowMs, newTaskId)]
      : task
        ? [...finish(command, task, account, nowMs), ...remind(command, task, account, nowMs)]
        : [];
  return { tasks: new Map(changed.map((each) => [each.id, each])), settings: null };
}

type Said<Type extends UserCommand['type']> = Extract<UserCommand, { type: Type }>;

function create(
  { due, title, parentId, reminders: asked }: Said<'task.create'>,
  { settings }: Account,
  nowMs: number,
  id: string,
): TaskState {
  const reminders = asked?.map(({ reminderId = ANY_ID, when, channels = settings.reminderChannels }) => {
    return { id: reminderId, when, channels: [...channels], ringAt: settled(when, due, settings, nowMs) };
  });
  return {
    id,
    parentId,
    title,
    status: 'open',
    due,
    reminders: sorted(reminders ?? firstReminders(due, settings, nowMs)),
    completedAt: null,
    deletedAt: null,
    series: null,
  };
}

/** Completing and deleting take the subtasks along; coming back brings the parent back, or what went together. */
function finish(command: UserCommand, task: TaskState, { tasks }: Account, nowMs: number): TaskState[] {
  const now = new Date(nowMs).toISOString();
  const family = [task, ...[...tasks.values()].filter(({ parentId }) => parentId === task.id)];
  const parent = task.parentId ? tasks.get(task.parentId) : undefined;
  const opened = (each: TaskState): TaskState => ({ ...each, status: 'open', completedAt: null });
  switch (command.type) {
    case 'task.complete':
      return family
        .filter(({ status, deletedAt }) => status === 'open' && deletedAt === null)
        .map((each) => ({ ...each, status: 'completed', completedAt: now }));
    case 'task.reopen':
      return [task, parent].flatMap((each) => (each?.status === 'completed' && !each.deletedAt ? opened(each) : []));
    case 'task.delete':
      return family.filter(({ deletedAt }) => deletedAt === null).map((each) => ({ ...each, deletedAt: now }));
    case 'task.restore': {
      if (task.deletedAt === null) return [];
      const isParentLive = parent !== undefined && parent.deletedAt === null;
      const isReopened = isParentLive && parent.status === 'completed' && task.status === 'open';
      const together = family.slice(1).filter(({ deletedAt, status }) => {
        return deletedAt === task.deletedAt && (task.status === 'open' || status === 'completed');
      });
      return [
        { ...task, deletedAt: null, parentId: isParentLive ? task.parentId : null },
        ...(isReopened ? [opened(parent)] : []),
        ...together.map((each) => ({ ...each, deletedAt: null })),
      ];
    }
    default:
      return [];
  }
}

/** What is said of a task's due and its reminders. */
function remind(command: UserCommand, task: TaskState, { settings }: Account, nowMs: number): TaskState[] {
  const settle = (when: When) => settled(when, task.due, settings, nowMs);
  const others = (id: string) => task.reminders.filter((each) => each.id !== id);
  const withReminders = (reminders: ReminderState[]) => [{ ...task, reminders: sorted(reminders) }];
  const change = (id: string, to: (reminder: ReminderState) => Partial<ReminderState>) =>
    withReminders(task.reminders.map((each) => (each.id === id ? { ...each, ...to(each) } : each)));
  switch (command.type) {
    case 'task.update': {
      const { title = task.title, due = task.due } = command.patch;
      const reminders = same(due, task.due) ? task.reminders : following(task, due, settings, nowMs);
      return [{ ...task, title, due, reminders }];
    }
    case 'reminder.add': {
      const { reminderId = ANY_ID, when, channels = settings.reminderChannels } = command;
      return withReminders([
        ...task.reminders,
        { id: reminderId, when, channels: [...channels], ringAt: settle(when) },
      ]);
    }
    case 'reminder.change': {
      const { when, channels } = command.patch;
      return change(command.reminderId, (each) => ({
        when: when ?? each.when,
        channels: [...(channels ?? each.channels)],
        ringAt: when === undefined ? each.ringAt : settle(when),
      }));
    }
    case 'reminder.cancel':
      return withReminders(others(command.reminderId));
    case 'reminder.snooze': {
      const ringAt = new Date(snoozedUntil(command.snooze, settings, nowMs)).toISOString();
      return change(command.reminderId, () => ({ ringAt }));
    }
    default:
      return [];
  }
}

function knownSettings({ zone, morning, defaultLeadMinutes, reminderChannels, quietHours }: Partial<SettingsState>) {
  const said = Object.entries({ zone, morning, defaultLeadMinutes, reminderChannels, quietHours });
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

/** `ringAt` of a reminder that is set now: null for its own moment, now when that has passed and the due is ahead. */
function settled(when: When, due: Due | null, settings: SettingsState, nowMs: number): string | null {
  const own = ownMoment(when, due, settings);
  const isMissed = own !== null && own <= nowMs && when.kind === 'before' && due && dueMoment(due, settings) > nowMs;
  return isMissed ? new Date(nowMs).toISOString() : null;
}

/** A due with a time whose lead is still to come brings the reminder of the settings. */
function firstReminders(due: Due | null, settings: SettingsState, nowMs: number): ReminderState[] {
  const { defaultLeadMinutes: minutes, reminderChannels } = settings;
  if (!due || due.kind === 'date' || minutes === null) return [];
  const when: When = { kind: 'before', minutes };
  const isAhead = dueMoment(due, settings) - minutes * 60_000 > nowMs;
  return isAhead ? [{ id: ANY_ID, when, channels: reminderChannels, ringAt: null }] : [];
}

/** The reminders of a task whose due changes: those that hang on it start anew. */
function following(task: TaskState, due: Due | null, settings: SettingsState, nowMs: number): ReminderState[] {
  const hadTime = task.due !== null && task.due.kind !== 'date';
  if (due !== null && !hadTime && task.reminders.length === 0) return firstReminders(due, settings, nowMs);
  return task.reminders.map((each) => {
    if (each.when.kind !== 'before') return each;
    return { ...each, ringAt: due === null ? null : settled(each.when, due, settings, nowMs) };
  });
}

type Snooze = Extract<UserCommand, { type: 'reminder.snooze' }>['snooze'];

function snoozedUntil(snooze: Snooze, { zone, morning }: SettingsState, nowMs: number): number {
  if (snooze.kind === 'minutes') return nowMs + snooze.minutes * 60_000;
  if (snooze.kind === 'until') return Date.parse(snooze.at);
  return instantOf(`${addDays(wallAt(nowMs, zone).slice(0, 10), 1)}T${morning}`, zone);
}

function sorted(reminders: ReminderState[]): ReminderState[] {
  return reminders.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}
