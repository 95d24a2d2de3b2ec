import { isListEvent, isTaskEvent, type LoggedEvent } from '#core/log/event.ts';

const verbs: Partial<Record<LoggedEvent['type'], string>> = {
  'task.created': 'was added',
  'task.updated': 'was changed',
  'task.moved': 'was moved',
  'task.completed': 'was completed',
  'task.reopened': 'was reopened',
  'task.deleted': 'was moved to the trash',
  'task.restored': 'was restored',
};

/** What somebody who does not see the page is told about changes made elsewhere. Many at once are only counted. */
export function announceChanges(events: readonly LoggedEvent[]): string {
  const things = new Map(
    events.filter((event) => isTaskEvent(event) || isListEvent(event)).map((event) => [event.aggregateId, event]),
  );
  if (things.size === 0) return '';
  if (things.size > 2) return `${things.size} changes from elsewhere.`;
  return [...things.values()].map(sentence).join(' ');
}

function sentence(event: LoggedEvent): string {
  if (isTaskEvent(event)) return `“${event.data.after.title}” ${verbs[event.type] ?? 'was changed'} elsewhere.`;
  return isListEvent(event) ? `The list “${event.data.after.name}” was changed elsewhere.` : '';
}
