import { z } from 'zod';
import { ListIdSchema } from '../ids.ts';
import { ListNameSchema } from '../list/list.ts';
import { ChangeOutputSchema } from './change-output.ts';
import { dryRun } from './fields.ts';
import { defineTool, MAX_ITEMS } from './tool.ts';

const ids = z.array(ListIdSchema).max(MAX_ITEMS).default([]);

export const listsTool = defineTool({
  name: 'lists',
  title: 'Change lists',
  description:
    'Makes, renames, archives, brings back and deletes lists. Only a list without tasks can be deleted; archiving hides one and keeps its tasks. `overview` lists the lists there are; `update` moves tasks.',
  input: z.strictObject({
    create: z.array(ListNameSchema).max(MAX_ITEMS).default([]).meta({ description: 'Names.' }),
    rename: z
      .array(z.strictObject({ id: ListIdSchema, name: ListNameSchema }))
      .max(MAX_ITEMS)
      .default([]),
    archive: ids,
    unarchive: ids,
    remove: ids,
    ...dryRun,
  }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: true, isIdempotent: false },
});
