import { z } from 'zod';
import type { List } from '#core/list/list.ts';
import { DueSchema } from '#core/task/due.ts';
import { PrioritySchema, type Task } from '#core/task/task.ts';
import { nthId } from '../ids.ts';

const LineSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  notes: z.string().default(''),
  list: z.string().default('Inbox'),
  parent: z.string().nullable().default(null),
  tags: z.array(z.string()).default([]),
  priority: PrioritySchema.default('none'),
  due: DueSchema.nullable().default(null),
  repeats: z.boolean().default(false),
  created: z.string(),
  completed: z.string().nullable().default(null),
  deleted: z.string().nullable().default(null),
});

export const QueryVectorSchema = z.strictObject({
  id: z.string(),
  now: z.string(),
  timezone: z.string(),
  q: z.string(),
  format: z.string(),
  /** Ids of the tasks it finds, sorted. */
  expect: z.array(z.string()),
});

export const DateVectorSchema = z.strictObject({
  id: z.string(),
  now: z.string(),
  timezone: z.string(),
  locale: z.string().optional(),
  text: z.string(),
  lean: z.enum(['ahead', 'behind']),
  expect: z.record(z.string(), z.string()).nullable(),
});

/** Every line of a file of vectors. */
export function readLines<Line>(text: string, schema: z.ZodType<Line>): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

export const REPEATING_ID = nthId('series', 1);

/** The tasks that the vectors are about, and the lists they are in. Ids are words, as the vectors name them. */
export function readTasks(text: string): { tasks: Task[]; lists: Pick<List, 'id' | 'name'>[] } {
  const lines = readLines(text, LineSchema);
  const names = [...new Set(['Inbox', ...lines.map(({ list }) => list)])];
  const tasks = lines.map(
    ({ list, parent, repeats, created, completed, deleted, ...line }): Task => ({
      ...line,
      listId: `list ${list}`,
      parentId: parent,
      status: completed === null ? 'open' : 'completed',
      reminders: [],
      series: repeats ? { id: REPEATING_ID, slot: '2026-11-21T09:00' } : null,
      orderKey: 'a1',
      version: 1,
      createdAt: created,
      updatedAt: created,
      completedAt: completed,
      deletedAt: deleted,
    }),
  );
  return { tasks, lists: names.map((name) => ({ id: `list ${name}`, name })) };
}
