import { z } from 'zod';
import { ListIdSchema, SeriesIdSchema, TaskIdSchema } from '../ids.ts';
import { parseQuery } from '../query-language/parse-query.ts';
import { QueryTextSchema } from '../query-language/query-text.ts';
import { asksForStatus } from '../query-language/scope-query.ts';
import { SERIES_STATUSES } from '../series/series.ts';
import { MAX_TAGS_PER_TASK, TagSchema } from '../tag/tag.ts';
import { PrioritySchema, TaskSchema } from '../task/task.ts';
import { textSchema } from '../text/text-schema.ts';
import { LocalDateSchema, LocalDateTimeSchema } from '../time/local.ts';
import { FlagSchema } from './flag.ts';
import { PageParameterSchema, perPageParameter } from './page.ts';
import { repeatable } from './repeatable.ts';

export const TASK_SORTS = ['manual', 'due', 'priority', 'created', 'updated', 'completed', 'deleted', 'title'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

/**
 * What `GET /tasks` takes. `due_before` and `due_after` are wall clock in the user's zone: before is exclusive, after
 * inclusive, so that a day is `due_after=D&due_before=D+1`.
 */
export const TaskQuerySchema = z.strictObject({
  search: textSchema({ maxCharacters: 200 })
    .optional()
    .meta({ description: 'Words that must all occur in title or notes, whatever case and accents.' }),
  q: QueryTextSchema.optional().meta({
    description:
      'A query, such as `#home & (today | overdue)`. It holds beside the other parameters; parts between commas are joined. Without `status` it says itself which tasks it means, and those are open ones when it does not.',
  }),
  status: z
    .enum(['open', 'completed', 'any', 'trash'])
    .optional()
    .meta({ description: 'Default: open, or what `q` says. Everything but "trash" leaves the trash out.' }),
  priority: repeatable(PrioritySchema, 5).meta({ description: 'Repeatable: any of them.' }),
  tag: repeatable(TagSchema, MAX_TAGS_PER_TASK).meta({ description: 'Repeatable: all must match.' }),
  list: ListIdSchema.optional(),
  parent: z
    .union([z.literal('none'), TaskIdSchema])
    .optional()
    .meta({ description: '"none" leaves subtasks out; an id answers the subtasks of that task.' }),
  series: SeriesIdSchema.optional().meta({ description: 'Only what was made of that series.' }),
  due_before: z.union([LocalDateTimeSchema, LocalDateSchema]).optional(),
  due_after: z.union([LocalDateTimeSchema, LocalDateSchema]).optional(),
  overdue: FlagSchema.optional().meta({ description: 'Open, and past its time, or its date before today.' }),
  no_due: FlagSchema.optional(),
  sort: z.enum(TASK_SORTS).default('manual'),
  order: z
    .enum(['asc', 'desc'])
    .optional()
    .meta({ description: 'Default: asc for manual, due and title; desc for the others.' }),
  page: PageParameterSchema,
  per_page: perPageParameter(50),
});

export type TaskQuery = z.infer<typeof TaskQuerySchema>;
/** What a caller writes: query strings. */
export type TaskQueryInput = z.input<typeof TaskQuerySchema>;

/** Which tasks a query is about by their status; null when its language says so. */
export function statusOf({ status, q }: Pick<TaskQuery, 'status' | 'q'>): NonNullable<TaskQuery['status']> | null {
  if (status !== undefined) return status;
  const query = q === undefined ? null : parseQuery(q).query;
  return query !== null && asksForStatus(query) ? null : 'open';
}

/** How many subtasks a task has, and how many of them are completed; the trash does not count. */
export const SubtaskCountSchema = z.strictObject({ total: z.int(), completed: z.int() });

export const TaskPageSchema = z
  .strictObject({
    tasks: z.array(TaskSchema),
    total: z.int().nonnegative(),
    page: z.int().positive(),
    perPage: z.int().positive(),
    /** Where in the log this was true; a live connection that begins here misses nothing. */
    seq: z.int().nonnegative(),
    epoch: z.string(),
    /** By the id of each task of the page that has subtasks. */
    subtasks: z.record(z.string(), SubtaskCountSchema),
    /** By the id of each series that tasks of the page are occurrences of: whether it still makes more. */
    series: z.record(z.string(), z.enum(SERIES_STATUSES)),
  })
  .meta({ id: 'TaskPage' });
export type TaskPage = z.infer<typeof TaskPageSchema>;
