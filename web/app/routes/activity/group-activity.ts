import {
  ACCOUNT_EVENT_TYPES,
  DELIVERY_EVENT_TYPES,
  type EventType,
  isSeriesEvent,
  isTaskEvent,
  type LoggedEvent,
} from '#core/log/event.ts';
import { localDateAt } from '#core/time/local.ts';
import { type DayWords, dayWords } from '#web/app/ui/format/day-words.ts';
import type { ActivityContext } from './change-values.ts';
import { actorWords, describeEvent, type EventWords } from './describe-event.ts';

/** What one click, one request or one bulk did: the events of one correlation id. */
export interface ActivityAction {
  correlationId: string;
  actor: string;
  occurredAt: string;
  /** The sentence over all of it. A single event speaks for itself. */
  words: EventWords;
  /** The parts, when there are several. */
  parts: readonly { eventId: string; words: EventWords }[];
  canUndo: boolean;
}

export interface ActivityDay {
  date: string;
  heading: DayWords;
  actions: ActivityAction[];
}

/**
 * The history by days of the user's zone, newest first. What happened under one correlation id is one action, also when
 * another device did something in between; it stands where the last of it happened.
 */
export function groupActivity(events: readonly LoggedEvent[], ctx: ActivityContext): ActivityDay[] {
  const byCorrelation = Map.groupBy(events, ({ correlationId }) => correlationId);
  const today = localDateAt(ctx.nowMs, ctx.zone);
  const days: ActivityDay[] = [];
  for (const [correlationId, group] of byCorrelation) {
    const [first] = group;
    if (!first) continue;
    const date = localDateAt(Date.parse(first.occurredAt), ctx.zone);
    let day = days.find((known) => known.date === date);
    if (!day) {
      day = { date, heading: dayWords(date, { today, locale: ctx.locale }), actions: [] };
      days.push(day);
    }
    day.actions.push(toAction(correlationId, first, group, ctx));
  }
  return days;
}

function toAction(
  correlationId: string,
  first: LoggedEvent,
  group: readonly LoggedEvent[],
  ctx: ActivityContext,
): ActivityAction {
  // The log says newest first; what one action did is told in the order in which it was done.
  const told = group.toReversed().map((event) => ({ event, words: describeEvent(event, ctx) }));
  const [only] = told;
  const isSingle = told.length === 1 && only !== undefined;
  // What belongs to a new account is no news of its own.
  const isBeginning = group.some(({ type }) => type === 'account.created');
  return {
    correlationId,
    actor: actorWords(first.actor),
    occurredAt: first.occurredAt,
    words: isSingle ? only.words : summary(told),
    parts: isSingle || isBeginning ? [] : told.map(({ event, words }) => ({ eventId: event.id, words })),
    canUndo: canUndo(group),
  };
}

interface Told {
  event: LoggedEvent;
  words: EventWords;
}

/** “completed 3 tasks”; several events on one thing are changes to it. */
function summary(told: readonly Told[]): EventWords {
  const [first] = told;
  const types = new Set(told.map(({ event }) => event.type));
  if (first && told.some(({ event }) => event.type === 'account.created')) {
    return { icon: 'added', action: 'made this account', subject: null, tail: '', changes: [] };
  }
  const led = leadOf(told);
  if (led) return led.words;
  const things = new Set(told.map(({ event }) => event.aggregateId));
  if (first && things.size === 1) {
    return {
      icon: 'changed',
      action: `made ${told.length} changes to`,
      subject: told.at(-1)?.words.subject ?? null,
      tail: '',
      changes: [],
    };
  }
  if (first && types.size === 1) {
    return {
      icon: first.words.icon,
      action: manyWords(first.event.type, things.size),
      subject: null,
      tail: '',
      changes: [],
    };
  }
  return { icon: 'changed', action: `changed ${things.size} things at once`, subject: null, tail: '', changes: [] };
}

/** Completing what repeats also makes the next: told by what was asked for, not by what followed from it. */
function leadOf(told: readonly Told[]): Told | undefined {
  if (!told.some(({ event }) => isSeriesEvent(event))) return undefined;
  const asked = told.filter(({ event }) => isTaskEvent(event) && !MADE.has(event.type));
  if (asked.length === 1) return asked[0];
  const series = told.filter(({ event }) => isSeriesEvent(event) && !event.type.includes('occurrence_'));
  const made = told.filter(({ event }) => event.type === 'task.created');
  return asked.length === 0 ? (series[0] ?? made[0] ?? told[0]) : undefined;
}

/** What a series does by itself to its tasks. */
const MADE: ReadonlySet<EventType> = new Set(['task.created', 'task.deleted', 'task.restored']);

function manyWords(type: EventType, count: number): string {
  switch (type) {
    case 'task.created':
      return `added ${count} tasks`;
    case 'task.updated':
      return `changed ${count} tasks`;
    case 'task.moved':
      return `moved ${count} tasks`;
    case 'task.completed':
      return `completed ${count} tasks`;
    case 'task.reopened':
      return `reopened ${count} tasks`;
    case 'task.deleted':
      return `moved ${count} tasks to the trash`;
    case 'task.restored':
      return `took ${count} tasks out of the trash`;
    case 'task.purged':
      return `erased ${count} tasks for good`;
    case 'view.created':
      return `saved ${count} views`;
    case 'view.updated':
      return `changed ${count} views`;
    case 'view.moved':
      return `moved ${count} views`;
    case 'view.deleted':
      return `deleted ${count} views`;
    case 'view.restored':
      return `brought back ${count} views`;
    case 'reminder.scheduled':
    case 'reminder.moved':
    case 'reminder.cancelled':
      return `changed the reminders of ${count} tasks`;
    case 'reminder.snoozed':
      return `snoozed ${count} reminders`;
    case 'reminder.fired':
      return `reminded of ${count} tasks`;
    case 'reminder.acknowledged':
      return `took notice of ${count} reminders`;
    case 'reminder.read':
      return `read ${count} reminders`;
    case 'notification.due':
      return `asked for ${count} messages to be sent`;
    case 'notification.sent':
      return `sent ${count} messages`;
    case 'notification.failed':
      return `could not send ${count} messages and will try again`;
    case 'notification.dead_lettered':
      return `gave up sending ${count} messages`;
    case 'reminder.suppressed':
      return `sent no message for ${count} reminders that were called off`;
    case 'recurrence.created':
      return `made ${count} tasks repeat`;
    case 'recurrence.updated':
      return `changed how ${count} tasks repeat`;
    case 'recurrence.paused':
      return `paused ${count} repeating tasks`;
    case 'recurrence.resumed':
      return `resumed ${count} repeating tasks`;
    case 'recurrence.stopped':
      return `stopped ${count} tasks from repeating`;
    case 'recurrence.finished':
      return `came to the end of ${count} repeating tasks`;
    case 'recurrence.occurrence_created':
      return `went on to the next occurrence of ${count} tasks`;
    case 'recurrence.occurrence_skipped':
      return `skipped ${count} occurrences`;
    case 'recurrence.occurrence_withdrawn':
      return `took ${count} occurrences back`;
    case 'list.created':
      return `made ${count} lists`;
    case 'list.renamed':
      return `renamed ${count} lists`;
    case 'list.moved':
      return `moved ${count} lists`;
    case 'list.archived':
      return `archived ${count} lists`;
    case 'list.unarchived':
      return `unarchived ${count} lists`;
    case 'list.deleted':
      return `deleted ${count} lists`;
    case 'list.restored':
      return `brought back ${count} lists`;
    case 'settings.created':
    case 'settings.updated':
      return 'changed the settings';
    case 'account.created':
    case 'account.tasks_erased':
    case 'account.deleted':
      return 'changed the account';
  }
}

const FINAL: ReadonlySet<EventType> = new Set([
  'reminder.fired',
  'reminder.acknowledged',
  'reminder.read',
  ...DELIVERY_EVENT_TYPES,
  ...ACCOUNT_EVENT_TYPES,
  'settings.created',
  'task.purged',
]);

/** Whether undo has anything to take back. Whether later changes stand in its way, only trying tells. */
function canUndo(group: readonly LoggedEvent[]): boolean {
  return !group.some(({ type }) => FINAL.has(type));
}
