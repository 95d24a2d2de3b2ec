import { z } from 'zod';
import { TagSchema } from '../tag/tag.ts';
import { ChangeOutputSchema } from './change-output.ts';
import { dryRun } from './fields.ts';
import { defineTool, MAX_ITEMS } from './tool.ts';

const words = z.array(TagSchema).max(MAX_ITEMS).default([]);

export const tagsTool = defineTool({
  name: 'tags',
  title: 'Change tags',
  description:
    'Makes, renames, merges and removes tags everywhere. Renaming to a tag that exists merges the two; removing takes the tag off every task and deletes no task. To tag single tasks use `update`; `overview` lists the tags there are.',
  input: z.strictObject({
    create: words,
    rename: z
      .array(z.strictObject({ from: TagSchema, to: TagSchema }))
      .max(MAX_ITEMS)
      .default([]),
    remove: words,
    ...dryRun,
  }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: true, isIdempotent: false },
});
