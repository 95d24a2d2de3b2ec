import { invariant } from '../errors.ts';
import { isEqualJson, type Json } from '../json.ts';
import type { DomainEvent, ListEvent, SeriesEvent, SettingsEvent, TaskEvent, ViewEvent } from '../log/event.ts';
import type { Task } from '../task/task.ts';
import type { Diff, DiffAction, DiffEntry, FieldDiff } from './diff.ts';
import { listFacts, seriesFacts, settingsFacts, taskFacts, viewFacts } from './facts.ts';

type ShownEvent = TaskEvent | ListEvent | ViewEvent | SeriesEvent | SettingsEvent;

/**
 * What events come to, for a person to read and to agree to: each thing once, however many events it has. Pure, and
 * made of the events alone (with the names of tasks that series are about), so that what was shown before is compared
 * with what is about to be written.
 *
 * When something happened, versions and the keys that tasks are sorted by are not part of it: they differ each time the
 * same is decided. Ringings are not either; they follow from reminders.
 *
 * @param tasks what is known of tasks, for the titles of series
 */
export function diffEvents(events: readonly DomainEvent[], tasks: ReadonlyMap<string, Task>): Diff {
  const things = new Map<string, { kind: ShownEvent['kind']; events: ShownEvent[] }>();
  for (const event of events) {
    if (event.kind === 'firing' || event.kind === 'delivery' || event.kind === 'account') continue;
    const key = `${event.kind} ${event.after.id}`;
    const thing = things.get(key) ?? { kind: event.kind, events: [] };
    thing.events.push(event);
    things.set(key, thing);
  }
  return [...things.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { events: ofThing }]) => entryOf(ofThing, tasks) ?? []);
}

function entryOf(events: readonly ShownEvent[], tasks: ReadonlyMap<string, Task>): DiffEntry | null {
  const [first, last] = [events[0], events.at(-1)];
  invariant(first && last, 'a thing that changed has an event');
  const isNew = first.before === null && CREATING.has(first.type);
  const before = isNew ? null : factsBefore(first);
  const after = factsOf(last);
  const fields = compare(before, after);
  const isPlaced = before !== null && events.some((event) => event.before !== null && 'orderKey' in event.before);
  if (fields.length === 0 && !isPlaced) return null;
  return {
    kind: last.kind,
    id: last.after.id,
    title: titleOf(last, tasks),
    action: actionOf(before, fields),
    // The word tells it already.
    fields: fields.filter(({ field }) => field !== 'isDeleted' && !(field === 'status' && last.kind === 'task')),
  };
}

const CREATING = new Set<string>(['task.created', 'list.created', 'view.created', 'recurrence.created']);

function factsBefore(event: ShownEvent): Record<string, Json> {
  switch (event.kind) {
    case 'task':
      return taskFacts({ ...event.after, ...event.before });
    case 'list':
      return listFacts({ ...event.after, ...event.before });
    case 'view':
      return viewFacts({ ...event.after, ...event.before });
    case 'series':
      return seriesFacts({ ...event.after, ...event.before });
    case 'settings':
      return settingsFacts({ ...event.after, ...event.before });
  }
}

function factsOf(event: ShownEvent): Record<string, Json> {
  switch (event.kind) {
    case 'task':
      return taskFacts(event.after);
    case 'list':
      return listFacts(event.after);
    case 'view':
      return viewFacts(event.after);
    case 'series':
      return seriesFacts(event.after);
    case 'settings':
      return settingsFacts(event.after);
  }
}

function titleOf(event: ShownEvent, tasks: ReadonlyMap<string, Task>): string {
  switch (event.kind) {
    case 'task':
      return event.after.title;
    case 'list':
    case 'view':
      return event.after.name;
    case 'series':
      return tasks.get(event.after.current.taskId)?.title ?? '';
    case 'settings':
      return '';
  }
}

function compare(before: Record<string, Json> | null, after: Record<string, Json>): FieldDiff[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const old = before === null ? absent(value) : (before[field] ?? null);
    return isEqualJson(old, value) ? [] : [{ field, before: before === null ? null : old, after: value }];
  });
}

// Of what is new only what it has is told, not everything it has not.
function absent(value: Json): Json {
  if (Array.isArray(value)) return [];
  if (typeof value === 'boolean') return false;
  if (value === '' || value === 'none' || value === 'open') return value;
  return null;
}

function actionOf(before: Record<string, Json> | null, fields: readonly FieldDiff[]): DiffAction {
  if (before === null) return 'created';
  const changed = new Map(fields.map(({ field, after }) => [field, after]));
  if (changed.has('isDeleted')) return changed.get('isDeleted') === true ? 'deleted' : 'restored';
  if (changed.get('status') === 'completed') return 'completed';
  if (changed.get('status') === 'open') return 'reopened';
  return fields.every(({ field }) => field === 'list' || field === 'parent') ? 'moved' : 'changed';
}
