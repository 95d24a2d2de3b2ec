import { z } from 'zod';
import { ListIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { textSchema } from '../text/text-schema.ts';

export const ListNameSchema = textSchema({ minCharacters: 1, maxCharacters: 100 });
export const MAX_LISTS = 500;

/** A list of tasks. Flat, ordered, archivable; a deleted list is gone from every view but its events remain. */
export const ListSchema = z
  .strictObject({
    id: ListIdSchema,
    name: ListNameSchema,
    orderKey: z.string(),
    version: z.int().positive(),
    createdAt: InstantSchema,
    updatedAt: InstantSchema,
    archivedAt: InstantSchema.nullable(),
    deletedAt: InstantSchema.nullable(),
  })
  .meta({ id: 'List' });

export type List = z.infer<typeof ListSchema>;
