import { toEpochMs } from '../instant.ts';
import { dueEpochMs } from '../task/due.ts';
import type { Task } from '../task/task.ts';
import { searchText } from '../text/search-text.ts';
import type { Condition } from './condition.ts';
import { inEdges, occurInOrder } from './pattern.ts';
import type { DateField } from './query.ts';

/** What of the user a task is looked at with. */
export interface MatchContext {
  /** The user's IANA zone. */
  zone: string;
  /** Whether a series still makes occurrences, or is paused: `recurring` asks it. */
  repeats: (seriesId: string) => boolean;
}

/** Whether a condition holds for a task, as D1 would say. */
export function matchTask(condition: Condition, task: Task, context: MatchContext): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((each) => matchTask(each, task, context));
    case 'some':
      return condition.of.some((each) => matchTask(each, task, context));
    case 'not':
      return !matchTask(condition.of, task, context);
    case 'always':
      return true;
    case 'status':
      return task.status === condition.status;
    case 'trash':
      return task.deletedAt !== null;
    case 'span': {
      const at = instantOf(condition.field, task, context.zone);
      if (at === null) return false;
      return (condition.from === null || at >= condition.from) && (condition.until === null || at < condition.until);
    }
    case 'overdue': {
      const at = instantOf('due', task, context.zone);
      if (at === null || task.status !== 'open' || at >= condition.now) return false;
      return task.due?.kind !== 'date' || at < condition.today;
    }
    case 'undated':
      return task.due === null;
    case 'timeless':
      return task.due === null || task.due.kind === 'date';
    case 'recurring':
      return task.series !== null && context.repeats(task.series.id);
    case 'subtask':
      return task.parentId !== null;
    case 'untagged':
      return task.tags.length === 0;
    case 'priority':
      return task.priority === condition.priority;
    case 'tag':
      return task.tags.some((tag) => occurInOrder(inEdges(tag), condition.pieces));
    case 'lists':
      return condition.ids.includes(task.listId);
    case 'text':
      return occurInOrder(searchText(task.title, task.notes), condition.pieces);
  }
}

function instantOf(field: DateField, task: Task, zone: string): number | null {
  if (field === 'due') return task.due === null ? null : dueEpochMs(task.due, zone);
  const instant = { created: task.createdAt, updated: task.updatedAt, completed: task.completedAt }[field];
  return instant === null ? null : toEpochMs(instant);
}
