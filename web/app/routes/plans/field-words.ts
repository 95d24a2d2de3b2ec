import { z } from 'zod';
import type { Json } from '#core/json.ts';
import type { DiffEntry, FieldDiff } from '#core/plan/diff.ts';
import { ReminderWhenSchema } from '#core/reminder/reminder.ts';
import { DueSchema } from '#core/task/due.ts';
import { PrioritySchema } from '#core/task/task.ts';
import { whenWords } from '#web/app/reminders/reminder-words.ts';
import { priorityWords } from '#web/app/ui/task/priority-words.ts';
import { type ActivityContext, type Change, dueValue, listName, zoneName } from '../activity/change-values.ts';

type WordsContext = ActivityContext & { settings: Parameters<typeof whenWords>[2] };

/** The fields of a change in the words of this person; what only follows from another field is left out. */
export function fieldChanges(entry: DiffEntry, ctx: WordsContext): Change[] {
  return entry.fields.flatMap((field) => {
    const words = fieldWords(entry, field, ctx);
    if (words === null) return [];
    const [before, after] = [field.before === null ? '' : words.value(field.before), words.value(field.after)];
    return before === after ? [] : [{ field: words.name, before, after, isText: words.isText ?? false }];
  });
}

interface FieldWords {
  name: string;
  value: (value: Json) => string;
  isText?: boolean;
}

const WordsSchema = z.array(z.string());
const RemindersSchema = z.array(z.looseObject({ when: ReminderWhenSchema, rings: z.string().optional() }));

function fieldWords({ action }: DiffEntry, { field }: FieldDiff, ctx: WordsContext): FieldWords | null {
  switch (field) {
    case 'title':
    case 'name':
      // The line above says what is new.
      return action === 'created' ? null : { name: field === 'title' ? 'Title' : 'Name', value: text, isText: true };
    case 'notes':
      return { name: 'Notes', value: text, isText: action !== 'created' };
    case 'list':
      return { name: 'List', value: (value) => listName(text(value), ctx) };
    case 'priority':
      return { name: 'Priority', value: (value) => priorityWords[PrioritySchema.parse(value)] };
    case 'tags':
    case 'keptTags':
      return {
        name: 'Tags',
        value: (value) =>
          WordsSchema.parse(value)
            .map((tag) => `#${tag}`)
            .join(' '),
      };
    case 'due':
      return { name: 'Due', value: (value) => dueValue(DueSchema.nullable().parse(value), ctx) };
    case 'reminders':
      return { name: 'Reminders', value: (value) => reminderWords(value, ctx) };
    case 'rule':
      return { name: 'Rule', value: text };
    case 'query':
      return { name: 'Query', value: text, isText: action !== 'created' };
    case 'status':
      return { name: 'Status', value: text };
    case 'isArchived':
      return { name: 'Archived', value: (value) => (value === true ? 'yes' : 'no') };
    case 'zone':
      return { name: 'Zone', value: (value) => zoneName(text(value)) };
    case 'skipped':
      return { name: 'Left out', value: (value) => WordsSchema.parse(value).join(', ') };
    // Places and schedules whose words stand elsewhere: in the title of the task, in its due, in the rule.
    default:
      return null;
  }
}

function text(value: Json): string {
  return typeof value === 'string' ? value : '';
}

function reminderWords(value: Json, { settings }: WordsContext): string {
  return RemindersSchema.parse(value)
    .map(({ when, rings }) => whenWords(when, null, settings) + (rings === undefined ? '' : ' (put off)'))
    .join(', ');
}
