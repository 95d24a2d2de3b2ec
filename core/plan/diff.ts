import { z } from 'zod';
import { JsonSchema } from '../json.ts';

export const DIFF_KINDS = ['list', 'series', 'settings', 'task', 'view'] as const;
export const DIFF_ACTIONS = ['created', 'changed', 'moved', 'completed', 'reopened', 'deleted', 'restored'] as const;
export type DiffAction = (typeof DIFF_ACTIONS)[number];

export const FieldDiffSchema = z.strictObject({
  field: z.string(),
  /** Null where the thing did not have it, or was not there. */
  before: JsonSchema,
  after: JsonSchema,
});
export type FieldDiff = z.infer<typeof FieldDiffSchema>;

/** What becomes of one thing, from before the first of several changes to after the last. */
export const DiffEntrySchema = z
  .strictObject({
    kind: z.enum(DIFF_KINDS),
    id: z.string(),
    /** What people know it by, as it is called afterwards. */
    title: z.string(),
    action: z.enum(DIFF_ACTIONS),
    fields: z.array(FieldDiffSchema),
  })
  .meta({ id: 'DiffEntry' });
export type DiffEntry = z.infer<typeof DiffEntrySchema>;

/** By kind, then by id: equal changes are equal arrays. */
export const DiffSchema = z.array(DiffEntrySchema);
export type Diff = z.infer<typeof DiffSchema>;
