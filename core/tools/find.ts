import { z } from 'zod';
import { TASK_SORTS } from '../query/task-query.ts';
import { QueryTextSchema } from '../query-language/query-text.ts';
import { textSchema } from '../text/text-schema.ts';
import { LocalDateSchema, LocalDateTimeSchema } from '../time/local.ts';
import { ListIdInputSchema, PriorityWordSchema, TagsInputSchema } from './fields.ts';
import { defineTool } from './tool.ts';
import { ToolTaskSchema } from './tool-task.ts';

const MAX_FOUND = 100;
export const FIND_WHEN = ['today', 'overdue', 'tomorrow', 'next_7_days', 'undated'] as const;
const moment = z.union([LocalDateTimeSchema, LocalDateSchema]);

export const findTool = defineTool({
  name: 'find',
  title: 'Find tasks',
  description:
    'Finds tasks by text, list, tags, priority and due, in pages, ordered by due with undated ones last. Without filters it answers all open tasks. “today” and “next_7_days” include what is overdue. Every filter must match. Use it to get the ids other tools take.',
  input: z.strictObject({
    text: textSchema({ maxCharacters: 200 })
      .optional()
      .meta({ description: 'Words that must all stand in the title or the notes.' }),
    query: QueryTextSchema.optional().meta({
      description:
        'The query language, such as `#home & (today | overdue) & !p4`; it holds beside the other filters, and says itself which tasks it means (`completed`, `any`).',
    }),
    when: z.enum(FIND_WHEN).optional(),
    status: z
      .enum(['open', 'completed', 'any', 'trash'])
      .optional()
      .meta({ description: 'open when left out, or what the query says.' }),
    list: ListIdInputSchema.optional(),
    tags: TagsInputSchema.default([]).meta({ description: 'All must be there.' }),
    priority: z.array(PriorityWordSchema).max(5).default([]).meta({ description: 'Any of them.' }),
    dueBefore: moment.optional().meta({ description: 'Exclusive, on the user’s clock.' }),
    dueAfter: moment.optional().meta({ description: 'Inclusive, on the user’s clock.' }),
    sort: z.enum(TASK_SORTS).default('due'),
    order: z.enum(['asc', 'desc']).optional(),
    page: z.int().min(1).max(1_000_000).default(1),
    limit: z.int().min(1).max(MAX_FOUND).default(50),
  }),
  output: z.strictObject({
    tasks: z.array(ToolTaskSchema),
    total: z.int(),
    page: z.int(),
    hasMore: z.boolean(),
  }),
  annotations: { isReadOnly: true, isDestructive: false, isIdempotent: true },
});
