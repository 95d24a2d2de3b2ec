import { INBOX_ID } from '../ids.ts';
import { firingId } from '../reminder/firing.ts';
import type { MoveTask } from '../task/commands.ts';
import type { Command } from './command.ts';

/** Where a moved task is to stand, for the loader to fetch the neighbours' order keys. */
export interface PlaceReference {
  taskId: string;
  listId: string | null;
  parentId: string | null | undefined;
  neighbour: { side: 'after' | 'before'; taskId: string | null };
}

/** What commands look at, so that one D1 batch can fetch it all. */
export interface References {
  /** Tasks by id; their parents come along. */
  tasks: Set<string>;
  /** Ids that tasks are to be made with: whether they are free comes along. */
  newTasks: Set<string>;
  /** Tasks whose subtasks come along too. */
  families: Set<string>;
  /** Tasks that may get another subtask: how many they have comes along. */
  parents: Set<string>;
  /** Tasks whose list comes along, whichever it is. */
  homes: Set<string>;
  lists: Set<string>;
  listsToEmpty: Set<string>;
  views: Set<string>;
  tags: Set<string>;
  places: PlaceReference[];
  correlations: Set<string>;
  firings: Set<string>;
  /** Series by id: their newest occurrence with its subtasks comes along, and one that was taken back. */
  series: Set<string>;
  /** Tasks whose series comes along like those named by id, if they repeat, and then the settings too. */
  seriesOf: Set<string>;
  /** Series whose open occurrences all come along. */
  openOccurrencesOf: Set<string>;
  /** Reminders whose ringings that nobody has acknowledged come along. */
  ringing: Set<string>;
  wantsUnreadFirings: boolean;
  wantsSettings: boolean;
  wantsAllLists: boolean;
  wantsAllViews: boolean;
}

export function noReferences(): References {
  return {
    tasks: new Set(),
    newTasks: new Set(),
    families: new Set(),
    parents: new Set(),
    homes: new Set(),
    lists: new Set(),
    listsToEmpty: new Set(),
    views: new Set(),
    tags: new Set(),
    places: [],
    correlations: new Set(),
    firings: new Set(),
    series: new Set(),
    seriesOf: new Set(),
    openOccurrencesOf: new Set(),
    ringing: new Set(),
    wantsUnreadFirings: false,
    wantsSettings: false,
    wantsAllLists: false,
    wantsAllViews: false,
  };
}

/** Adds what one command looks at. Exhaustive: a new command does not compile until it says what it reads. */
export function addReferences(refs: References, command: Command): void {
  switch (command.type) {
    case 'task.create':
      // A fresh title for the Inbox looks at nothing: the commonest command costs no read at all.
      if (command.parentId !== null) addParent(refs, command.parentId);
      if (command.listId !== undefined && command.listId !== INBOX_ID) refs.lists.add(command.listId);
      if (command.due !== null || command.recurrence || (command.reminders ?? []).length > 0) refs.wantsSettings = true;
      if (command.recurrence?.seriesId !== undefined) refs.series.add(command.recurrence.seriesId);
      return;
    case 'task.update':
      refs.tasks.add(command.taskId);
      refs.seriesOf.add(command.taskId);
      if (command.patch.due !== undefined) refs.wantsSettings = true;
      return;
    case 'task.tag':
      refs.tasks.add(command.taskId);
      refs.seriesOf.add(command.taskId);
      return;
    case 'task.move':
      refs.families.add(command.taskId);
      refs.homes.add(command.taskId);
      if (command.listId !== undefined) refs.lists.add(command.listId);
      if (command.parentId) {
        addParent(refs, command.parentId);
        refs.seriesOf.add(command.taskId);
      }
      addPlace(refs, command);
      return;
    case 'task.complete':
      refs.families.add(command.taskId);
      refs.seriesOf.add(command.taskId);
      return;
    case 'task.delete':
      refs.families.add(command.taskId);
      return;
    // What comes back gets its due derived in the zone of today.
    case 'task.reopen':
      refs.tasks.add(command.taskId);
      refs.seriesOf.add(command.taskId);
      refs.wantsSettings = true;
      return;
    case 'task.restore':
      refs.families.add(command.taskId);
      refs.homes.add(command.taskId);
      refs.wantsSettings = true;
      return;
    case 'tag.create':
    case 'tag.rename':
    case 'tag.delete':
      refs.tags.add(command.tag);
      refs.wantsSettings = true;
      return;
    case 'list.create':
    case 'list.move':
      refs.wantsAllLists = true;
      return;
    case 'list.rename':
    case 'list.archive':
    case 'list.unarchive':
      refs.lists.add(command.listId);
      return;
    case 'list.delete':
      refs.lists.add(command.listId);
      refs.listsToEmpty.add(command.listId);
      return;
    case 'view.create':
    case 'view.move':
      refs.wantsAllViews = true;
      return;
    case 'view.update':
    case 'view.delete':
      refs.views.add(command.viewId);
      return;
    case 'reminder.add':
    case 'reminder.change':
    case 'reminder.cancel':
      refs.tasks.add(command.taskId);
      refs.wantsSettings = true;
      return;
    case 'reminder.snooze':
      refs.tasks.add(command.taskId);
      refs.ringing.add(command.reminderId);
      refs.wantsSettings = true;
      return;
    case 'reminder.ring':
      refs.tasks.add(command.taskId);
      refs.firings.add(firingId(command.taskId, command.reminderId, command.plannedAt));
      refs.wantsSettings = true;
      return;
    case 'reminder.acknowledge':
      for (const id of command.firingIds) refs.firings.add(id);
      return;
    case 'reminder.read':
      if (command.firingIds === 'all') refs.wantsUnreadFirings = true;
      else for (const id of command.firingIds) refs.firings.add(id);
      return;
    case 'series.start':
      refs.tasks.add(command.taskId);
      refs.seriesOf.add(command.taskId);
      if (command.recurrence.seriesId !== undefined) refs.series.add(command.recurrence.seriesId);
      refs.wantsSettings = true;
      return;
    case 'series.update':
      if (command.scope === 'all') refs.openOccurrencesOf.add(command.seriesId);
      refs.series.add(command.seriesId);
      refs.wantsSettings = true;
      return;
    case 'series.pause':
    case 'series.resume':
    case 'series.stop':
    case 'series.skip':
    case 'series.make':
    case 'series.occur':
      refs.series.add(command.seriesId);
      refs.wantsSettings = true;
      return;
    case 'settings.update':
      refs.wantsSettings = true;
      return;
    case 'undo':
      refs.correlations.add(command.correlationId);
      refs.wantsSettings = true;
      return;
    default:
      command satisfies never;
  }
}

function addParent(refs: References, parentId: string): void {
  refs.tasks.add(parentId);
  refs.parents.add(parentId);
  refs.homes.add(parentId);
}

function addPlace(refs: References, command: MoveTask): void {
  const place = placeOf(command);
  if (place === null) return;
  if (place.neighbour.taskId !== null) refs.tasks.add(place.neighbour.taskId);
  refs.places.push(place);
}

/** The place a move names, or null when that is the end: going there takes no reading (see orderKeyAtEnd). */
export function placeOf(command: MoveTask): PlaceReference | null {
  const { after, before, taskId, listId, parentId } = command;
  const side = after === undefined ? 'before' : 'after';
  const neighbourId = after === undefined ? before : after;
  if (neighbourId === undefined || (side === 'before' && neighbourId === null)) return null;
  return { taskId, listId: listId ?? null, parentId, neighbour: { side, taskId: neighbourId } };
}

/** Tells the places of a batch apart; one task may move twice. */
export function placeKey({ taskId, listId, parentId, neighbour }: PlaceReference): string {
  return JSON.stringify([taskId, listId, parentId ?? null, parentId === undefined, neighbour.side, neighbour.taskId]);
}
