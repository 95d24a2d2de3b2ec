import type { Due } from '#core/task/due.ts';
import type { Priority, Task } from '#core/task/task.ts';
import { type DueContext, dueWords } from '#web/app/ui/format/due-words.ts';
import type { TaskRowProps } from '#web/app/ui/task/task-row.tsx';

/** The gallery stands still in time, so that its pictures can be compared. */
export const sampleContext: DueContext = {
  nowMs: Date.UTC(2026, 10, 21, 13, 5),
  zone: 'Europe/Berlin',
  locale: 'en-GB',
};

interface Sample {
  title: string;
  priority?: Priority;
  status?: Task['status'];
  tags?: string[];
  due?: Due;
  subtasks?: TaskRowProps['subtasks'];
  list?: string;
}

const samples: readonly Sample[] = [
  {
    title: 'Send the invoice for the October restoration',
    priority: 'urgent',
    due: date('2026-11-18'),
    tags: ['billing'],
    list: 'Workshop',
  },
  {
    title: 'Reply to the parish council about the tower lights',
    priority: 'high',
    due: at('2026-11-21T11:30'),
    list: 'Parish',
  },
  { title: 'Call the bell founder', priority: 'high', due: at('2026-11-21T15:00'), tags: ['phone'], list: 'Workshop' },
  { title: 'Water the fig tree', due: date('2026-11-21'), tags: ['garden'], list: 'Home' },
  {
    title: 'Write the programme notes for Advent',
    priority: 'medium',
    due: date('2026-11-21'),
    subtasks: { done: 2, total: 5 },
    list: 'Concerts',
  },
  {
    title: 'Pack for Lisbon',
    due: at('2026-11-22T09:00'),
    subtasks: { done: 0, total: 8 },
    tags: ['travel'],
    list: 'Home',
  },
  { title: 'Renew the library cards', priority: 'low', due: date('2026-11-27'), list: 'Home' },
  { title: 'Read 1984', tags: ['books'], list: 'Home' },
  {
    title:
      'A title that is much longer than any line it will ever have to fit on, since people paste whole mails into the box and expect them to behave',
    priority: 'medium',
    due: date('2027-02-03'),
    tags: ['long', 'wrapping', 'überlang'],
    list: 'Concerts and rehearsals of the spring season',
  },
  { title: 'Order new ropes', status: 'completed', priority: 'medium', due: date('2026-11-20'), list: 'Workshop' },
];

function date(day: string): Due {
  return { kind: 'date', date: day };
}

function at(local: string): Due {
  return { kind: 'floating', local };
}

/** Rows in every state a row can have. */
export const sampleRows: readonly TaskRowProps[] = samples.map((sample, index) => ({
  task: {
    id: `task_sample${index}`,
    title: sample.title,
    status: sample.status ?? 'open',
    priority: sample.priority ?? 'none',
    tags: sample.tags ?? [],
  },
  due: sample.due ? dueWords(sample.due, { ...sampleContext, isDone: sample.status === 'completed' }) : null,
  subtasks: sample.subtasks ?? null,
  list: sample.list ? { id: `list_${sample.list}`, name: sample.list } : null,
  isPending: index === 6,
}));
