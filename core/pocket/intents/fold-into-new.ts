import { tagSet } from '../../tag/tag.ts';
import type { Change } from '../change.ts';
import { newDue } from '../phrases/read-due.ts';
import { readPhrase } from '../phrases/read-phrase.ts';
import { readReminders } from '../phrases/read-reminder.ts';
import type { PocketContext } from '../pocket-context.ts';
import { making, type NewTask } from './create-asks.ts';
import type { Reading } from './reading.ts';

/**
 * `add a lamp and make it urgent`: the change is part of what is made. Null when it cannot be: a task that is still to be
 * made is not finished or deleted in the same sentence.
 */
export function foldIntoNew(made: readonly NewTask[], change: Change, context: PocketContext): Reading | null {
  const changed = made.flatMap((task) => withChange(task, change, context) ?? []);
  return changed.length < made.length ? null : making(changed);
}

function withChange(task: NewTask, change: Change, context: PocketContext): NewTask | null {
  switch (change.kind) {
    case 'priority':
      return { ...task, priority: change.priority };
    case 'addTags':
      return { ...task, tags: tagSet([...task.tags, ...change.tags]) };
    case 'note':
      return { ...task, notes: change.notes };
    case 'due': {
      const due = newDue(change.when, task.due, context);
      return due === null ? null : { ...task, due };
    }
    case 'remind': {
      const read = readReminders(change.phrase, task.due, context);
      return read?.kind === 'reminders' ? { ...task, reminders: [...task.reminders, ...read.reminders] } : null;
    }
    case 'repeat': {
      const { recurrence = null, due = null } = readPhrase(change.rule, context)?.meant ?? {};
      return recurrence === null ? null : { ...task, recurrence, due: task.due ?? due };
    }
    default:
      return null;
  }
}
