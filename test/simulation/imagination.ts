import { type CommandInput, CommandSchema, type UserCommand } from '#core/command/command.ts';
import type { IdKind } from '#core/ids.ts';
import { slotsOf } from './model/slots.ts';
import type { Account, Due, SeriesState, TaskState, When } from './model/state.ts';
import type { Prng } from './prng.ts';
import { clockChangeAfter, DAY_MS, wallAt } from './wall-clock.ts';

/** Half of them change their clocks, one by half an hour, one at midnight; one is a day ahead of another. */
export const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/St_Johns',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Tokyo',
  'Pacific/Honolulu',
  'UTC',
] as const;

const QUIET = [
  null,
  { from: '22:00', to: '07:00' },
  { from: '23:30', to: '06:15' },
  { from: '12:00', to: '13:00' },
  { from: '20:00', to: '02:30' },
  { from: '00:00', to: '08:00' },
] as const;
const CHANNELS = [
  ['in_app', 'push'],
  ['push', 'email'],
  ['email', 'webhook'],
  ['webhook'],
  ['in_app', 'email'],
] as const;
const LEADS = [0, 0, 1, 5, 10, 30, 60, 24 * 60] as const;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export interface Imagination {
  prng: Prng;
  newId: (kind: IdKind) => string;
  nowMs: () => number;
}

const KINDS = {
  'task.create': 30,
  'task.update': 14,
  retitle: 4,
  'task.complete': 12,
  'task.reopen': 5,
  'task.delete': 6,
  'task.restore': 5,
  'reminder.add': 8,
  'reminder.change': 3,
  'reminder.cancel': 2,
  'reminder.snooze': 5,
  'reminder.read': 1,
  undo: 10,
  'settings.update': 4,
  'series.start': 3,
  'series.pause': 1,
  'series.resume': 2,
  'series.stop': 0.5,
  'series.skip': 2,
  'series.make': 1,
  'series.update': 1,
} as const;

/** Something a person might want next; null when nothing comes to mind. */
export function imagine(account: Account, tools: Imagination): UserCommand | null {
  const { prng } = tools;
  const kind = prng.weighted(KINDS);
  const input = imagineKind(kind, account, tools);
  return input && CommandSchema.parse(input);
}

function imagineKind(kind: keyof typeof KINDS, account: Account, tools: Imagination): CommandInput | null {
  const { prng } = tools;
  const tasks = [...account.tasks.values()];
  const some = (fits: (task: TaskState) => boolean): TaskState | null => {
    // The latest are the ones people work with.
    const fitting = tasks.filter(fits).slice(-12);
    return fitting.length === 0 ? null : prng.pick(fitting);
  };
  const isLive = ({ deletedAt }: TaskState) => deletedAt === null;
  const isOpen = (task: TaskState) => isLive(task) && task.status === 'open';
  switch (kind) {
    case 'task.create':
      return imagineTask(
        some((task) => isOpen(task) && task.parentId === null),
        account,
        tools,
      );
    case 'settings.update':
      return { type: kind, patch: imagineSettings(prng) };
    case 'undo': {
      const [...past] = account.history.keys();
      const correlationId = past.at(-1 - prng.int(0, 9));
      return correlationId === undefined ? null : { type: kind, correlationId };
    }
    case 'reminder.read':
      return { type: kind, firingIds: 'all' };
    case 'task.restore': {
      const task = some((each) => !isLive(each));
      return task && { type: kind, taskId: task.id };
    }
    case 'task.reopen': {
      const task = some((each) => isLive(each) && each.status === 'completed');
      return task && { type: kind, taskId: task.id };
    }
    case 'task.update': {
      const task = some(isLive);
      return (
        task && { type: kind, taskId: task.id, patch: { due: prng.chance(0.1) ? null : imagineDue(account, tools) } }
      );
    }
    case 'retitle': {
      const task = some(isLive);
      return task && { type: 'task.update', taskId: task.id, patch: { title: `Task ${prng.int(1, 1000)}` } };
    }
    case 'reminder.add': {
      const task = some(isOpen);
      return task && { type: kind, taskId: task.id, ...imagineReminder(account, tools) };
    }
    case 'reminder.change':
    case 'reminder.cancel':
    case 'reminder.snooze': {
      const task = some((each) => isOpen(each) && each.reminders.length > 0);
      return task && aboutReminder(kind, task, account, tools);
    }
    case 'series.start': {
      const task = some((each) => isOpen(each) && each.parentId === null && each.due !== null);
      return task && { type: kind, taskId: task.id, recurrence: imagineRecurrence(tools) };
    }
    case 'series.pause':
    case 'series.resume':
    case 'series.stop':
    case 'series.skip':
    case 'series.make':
    case 'series.update':
      return aboutSeries(kind, account, tools);
    case 'task.complete':
    case 'task.delete': {
      const isRepeating = kind === 'task.complete' && prng.chance(0.5);
      const task = some((each) => isOpen(each) && (!isRepeating || each.series !== null)) ?? some(isOpen);
      return task && { type: kind, taskId: task.id };
    }
  }
}

function aboutReminder(
  type: 'reminder.change' | 'reminder.cancel' | 'reminder.snooze',
  { id: taskId, reminders }: TaskState,
  account: Account,
  tools: Imagination,
): CommandInput {
  const { prng } = tools;
  const { id: reminderId } = prng.pick(reminders);
  if (type === 'reminder.cancel') return { type, taskId, reminderId };
  if (type === 'reminder.snooze') return { type, taskId, reminderId, snooze: imagineSnooze(tools) };
  const { when, channels } = imagineReminder(account, tools);
  return { type, taskId, reminderId, patch: prng.chance(0.7) ? { when } : { channels } };
}

export function imagineSnooze({ prng, nowMs }: Imagination) {
  const kind = prng.weighted({ minutes: 5, until: 2, morning: 1 });
  if (kind === 'minutes') return { kind, minutes: prng.pick([1, 5, 10, 60, 180]) };
  if (kind === 'until') return { kind, at: new Date(nowMs() + prng.int(1, 2 * DAY_MS)).toISOString() };
  return { kind };
}

function imagineTask(parent: TaskState | null, account: Account, tools: Imagination): CommandInput {
  const { prng, newId } = tools;
  const reminders = Array.from({ length: prng.int(0, 3) }, () => imagineReminder(account, tools));
  return {
    type: 'task.create',
    taskId: newId('task'),
    title: `Task ${prng.int(1, 1000)}`,
    parentId: parent && prng.chance(0.2) ? parent.id : null,
    due: prng.chance(0.1) ? null : imagineDue(account, tools),
    ...(prng.chance(0.5) ? {} : { reminders }),
    ...(prng.chance(0.2) ? { recurrence: imagineRecurrence(tools) } : {}),
  };
}

export const RULES = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=2',
  'FREQ=DAILY;COUNT=5',
  'FREQ=WEEKLY;BYDAY=MO,TH',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE',
  'FREQ=WEEKLY',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYDAY=-1SU',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
] as const;
/** Those that a completion may move by their own length. */
const FREE_RULES = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=FR',
  'FREQ=DAILY;COUNT=4',
] as const;

function imagineRecurrence({ prng, newId }: Imagination) {
  const kind = prng.weighted({ due: 4, completion: 2, schedule: 4 });
  const seriesId = newId('series');
  if (kind === 'completion')
    return { seriesId, rule: prng.pick(FREE_RULES), trigger: { kind: 'on_completion', anchor: kind } as const };
  if (kind === 'due')
    return { seriesId, rule: prng.pick(RULES), trigger: { kind: 'on_completion', anchor: kind } as const };
  const missed = prng.pick(['latest', 'all', 'none'] as const);
  return { seriesId, rule: prng.pick(RULES), trigger: { kind: 'on_schedule', missed } as const };
}

type AboutSeries = 'series.pause' | 'series.resume' | 'series.stop' | 'series.skip' | 'series.make' | 'series.update';

function aboutSeries(type: AboutSeries, account: Account, { prng }: Imagination): CommandInput | null {
  const isFit = ({ status }: SeriesState) => status === (type === 'series.resume' ? 'paused' : 'active');
  const fitting = [...account.series.values()].filter(isFit);
  if (fitting.length === 0) return null;
  const { id: seriesId, rule, start, current } = prng.pick(fitting);
  if (type === 'series.update') return { type, seriesId, patch: { rule: prng.pick(RULES) } };
  if (type !== 'series.make' && (type !== 'series.skip' || prng.chance(0.5))) return { type, seriesId };
  const slots = [...take(slotsOf(rule, start), current.slot, 5)];
  return slots.length === 0 ? null : { type, seriesId, slot: prng.pick(slots) };
}

function* take(slots: Iterable<string>, after: string, count: number): Generator<string, void> {
  let left = count;
  for (const slot of slots) {
    if (slot <= after) continue;
    yield slot;
    left -= 1;
    if (left === 0) return;
  }
}

/** Mostly within some days, sometimes within minutes or past, now and then in the hour that a clock change skips or repeats. */
export function imagineDue({ settings }: Account, { prng, nowMs }: Imagination): Due {
  const zone = prng.chance(0.7) ? settings.zone : prng.pick(ZONES);
  const distance = prng.weighted({ soon: 3, days: 6, past: 0.5, change: 1 });
  const changeMs = distance === 'change' ? clockChangeAfter(nowMs(), 14, zone) : null;
  const awayMs = {
    soon: prng.int(0, HOUR_MS),
    days: prng.exponential(36 * HOUR_MS),
    past: -prng.int(0, DAY_MS),
    change: 0,
  };
  // So many minutes on the wall clock from the moment before a change: skipped, repeated, or just beside.
  const wall =
    changeMs === null
      ? wallAt(nowMs() + awayMs[distance], zone)
      : onwards(wallAt(changeMs - MINUTE_MS, zone), prng.int(0, 90) * MINUTE_MS);
  const kind = prng.weighted({ date: 1, floating: 3, fixed: 2 });
  if (kind === 'date') return { kind, date: wall.slice(0, 10) };
  return kind === 'floating' ? { kind, local: wall } : { kind, local: wall, zone };
}

function onwards(wall: string, ms: number): string {
  return new Date(Date.parse(`${wall}:00Z`) + ms).toISOString().slice(0, 16);
}

export function imagineReminder(account: Account, tools: Imagination) {
  const { prng, newId } = tools;
  const due = imagineDue(account, tools);
  const when: When =
    due.kind === 'date' || prng.chance(0.7)
      ? { kind: 'before', minutes: prng.pick(LEADS) }
      : due.kind === 'floating'
        ? { kind: 'floating', local: due.local }
        : { kind: 'fixed', local: due.local, zone: due.zone };
  return { reminderId: newId('reminder'), when, ...(prng.chance(0.3) ? {} : { channels: [...prng.pick(CHANNELS)] }) };
}

export function imagineSettings(prng: Prng) {
  const kind = prng.weighted({ zone: 4, quiet: 4, morning: 1, lead: 1, channels: 1 });
  switch (kind) {
    case 'zone':
      return { zone: prng.pick(ZONES) };
    case 'quiet':
      return { quietHours: prng.pick(QUIET) };
    case 'morning':
      return { morning: prng.pick(['06:00', '07:30', '09:00', '11:45']) };
    case 'lead':
      return { defaultLeadMinutes: prng.pick([null, 0, 15, 30, 60]) };
    case 'channels':
      return { reminderChannels: [...prng.pick(CHANNELS)] };
  }
}
