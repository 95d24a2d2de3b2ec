import { Temporal } from 'temporal-polyfill';
import type { List } from '#core/list/list.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Due } from '#core/task/due.ts';
import type { Task } from '#core/task/task.ts';
import type { SavedView } from '#core/view/view.ts';
import { formatWallClock } from '#web/app/ui/format/format-wall-clock.ts';
import { priorityWords } from '#web/app/ui/task/priority-words.ts';

/** What a presenter has to know beside the event. */
export interface ActivityContext {
  nowMs: number;
  zone: string;
  locale: string;
  /** Names by id, of the lists there still are. */
  listNames: ReadonlyMap<string, string>;
}

/** One field that changed, in words. */
export interface Change {
  field: string;
  before: string;
  after: string;
  /** Long enough to be read word by word. */
  isText: boolean;
}

// What follows from another field, or what only the machinery reads.
const TASK_FIELDS = ['title', 'notes', 'listId', 'parentId', 'priority', 'tags', 'due'] as const;
export type TaskField = (typeof TASK_FIELDS)[number];

/** The fields of a task that an event changed and a person cares about. */
export function changedTaskFields(before: Partial<Task> | null): TaskField[] {
  return TASK_FIELDS.filter((field) => before !== null && field in before);
}

export function taskChanges(before: Partial<Task> | null, after: Task, ctx: ActivityContext): Change[] {
  const old = { ...after, ...before };
  return changedTaskFields(before).flatMap((field) => {
    const [was, is] = [taskValue(field, old, ctx), taskValue(field, after, ctx)];
    return was && is ? [{ field: is.field, before: was.value, after: is.value, isText: is.isText }] : [];
  });
}

function taskValue(
  field: TaskField,
  task: Task,
  ctx: ActivityContext,
): { field: string; value: string; isText: boolean } | null {
  switch (field) {
    case 'title':
      return { field: 'Title', value: task.title, isText: true };
    case 'notes':
      return { field: 'Notes', value: task.notes, isText: true };
    case 'listId':
      return { field: 'List', value: listName(task.listId, ctx), isText: false };
    case 'priority':
      return { field: 'Priority', value: priorityWords[task.priority], isText: false };
    case 'tags':
      return { field: 'Tags', value: task.tags.map((tag) => `#${tag}`).join(' '), isText: true };
    case 'due':
      return { field: 'Due', value: dueValue(task.due, ctx), isText: false };
    // The sentence says it; the other task's title is not in the event.
    case 'parentId':
      return null;
  }
}

export function listChanges(before: Partial<List> | null, after: List): Change[] {
  if (before?.name === undefined) return [];
  return [{ field: 'Name', before: before.name, after: after.name, isText: true }];
}

export function viewChanges(before: Partial<SavedView> | null, after: SavedView): Change[] {
  const changes: Change[] = [];
  if (before?.name !== undefined) changes.push({ field: 'Name', before: before.name, after: after.name, isText: true });
  if (before?.query !== undefined)
    changes.push({ field: 'Query', before: before.query, after: after.query, isText: true });
  return changes;
}

export function settingsChanges(before: Partial<Settings> | null, after: Settings, ctx: ActivityContext): Change[] {
  if (before === null) return [];
  const old = { ...after, ...before };
  const changes: Change[] = [];
  const compare = (field: string, was: string, is: string) => {
    if (was !== is) changes.push({ field, before: was, after: is, isText: false });
  };
  compare('Time zone', zoneName(old.zone), zoneName(after.zone));
  compare('Language', languageName(old.locale, ctx), languageName(after.locale, ctx));
  compare('Week starts', weekdayName(old.weekStart, ctx.locale), weekdayName(after.weekStart, ctx.locale));
  const timeOf = (time: string | null) => time ?? 'as usual';
  compare('Morning', old.morning, after.morning);
  compare('Midday', timeOf(old.noon), timeOf(after.noon));
  compare('Afternoon', timeOf(old.afternoon), timeOf(after.afternoon));
  compare('End of the day', timeOf(old.endOfDay), timeOf(after.endOfDay));
  compare('Evening', timeOf(old.evening), timeOf(after.evening));
  compare('Night', timeOf(old.night), timeOf(after.night));
  compare('Dates in numbers', orderName(old.dateOrder), orderName(after.dateOrder));
  compare('Tags', old.keptTags.map((tag) => `#${tag}`).join(' '), after.keptTags.map((tag) => `#${tag}`).join(' '));
  return changes;
}

function orderName(order: Settings['dateOrder']): string {
  if (order === null) return 'as usual';
  return order === 'day_first' ? 'day first' : 'month first';
}

export function listName(id: string, { listNames }: ActivityContext): string {
  return listNames.get(id) ?? 'a deleted list';
}

/** `America/New_York` as people write it. */
export function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** @param weekday ISO 8601: 1 is Monday */
export function weekdayName(weekday: number, locale: string): string {
  // The first of January 2024 was a Monday.
  return formatWallClock(Temporal.PlainDate.from({ year: 2024, month: 1, day: weekday }), locale, { weekday: 'long' });
}

function languageName(locale: string, ctx: ActivityContext): string {
  return new Intl.DisplayNames(ctx.locale, { type: 'language' }).of(locale) ?? locale;
}

/** A due date as a log tells it: complete, since “tomorrow” is another day when it is read. */
export function dueValue(due: Due | null, { nowMs, zone, locale }: ActivityContext): string {
  if (due === null) return '';
  const wall = due.kind === 'date' ? Temporal.PlainDate.from(due.date) : Temporal.PlainDateTime.from(due.local);
  const thisYear = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).year;
  const words = formatWallClock(wall, locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(wall.year === thisYear ? {} : { year: 'numeric' }),
    ...(due.kind === 'date' ? {} : { hour: 'numeric', minute: '2-digit' }),
  });
  return due.kind === 'fixed' ? `${words} (${zoneName(due.zone)})` : words;
}
