import { z } from 'zod';
import { SavedViewIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { TASK_SORTS } from '../query/task-query.ts';
import { MAX_QUERY_CHARACTERS } from '../query-language/query.ts';
import { textSchema } from '../text/text-schema.ts';

export const MAX_VIEWS = 100;
export const ViewNameSchema = textSchema({ minCharacters: 1, maxCharacters: 100 });
export const ViewSortSchema = z.enum(TASK_SORTS);
export const ViewOrderSchema = z.enum(['asc', 'desc']);

/**
 * A query that was kept under a name, and how what it finds is sorted; null is the sort's or the query's own way. Its
 * words stay words: “today” is another day tomorrow. A deleted view is gone from everywhere but the log.
 */
export const SavedViewSchema = z
  .strictObject({
    id: SavedViewIdSchema,
    name: ViewNameSchema,
    /** Text, not a query: the language may come to read it otherwise, and the log still tells what it was. */
    query: textSchema({ maxCharacters: MAX_QUERY_CHARACTERS }),
    sort: ViewSortSchema.nullable(),
    order: ViewOrderSchema.nullable(),
    /** Where it stands among the others. */
    orderKey: z.string(),
    version: z.int().positive(),
    createdAt: InstantSchema,
    updatedAt: InstantSchema,
    deletedAt: InstantSchema.nullable(),
  })
  .meta({ id: 'SavedView' });

export type SavedView = z.infer<typeof SavedViewSchema>;
