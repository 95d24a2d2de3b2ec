import { z } from 'zod';
import { SavedViewIdSchema } from '../ids.ts';
import { QueryTextSchema } from '../query-language/query-text.ts';
import { ViewNameSchema, ViewOrderSchema, ViewSortSchema } from './view.ts';

const onView = { viewId: SavedViewIdSchema, ifVersion: z.int().positive().optional() };

export const NewViewSchema = z.strictObject({
  viewId: SavedViewIdSchema.optional().meta({ description: 'Chosen by the client; made by the server when absent.' }),
  name: ViewNameSchema,
  query: QueryTextSchema,
  sort: ViewSortSchema.nullable().default(null),
  order: ViewOrderSchema.nullable().default(null),
});

export const ViewPatchSchema = z.strictObject({
  name: ViewNameSchema.optional(),
  query: QueryTextSchema.optional(),
  sort: ViewSortSchema.nullable().optional(),
  order: ViewOrderSchema.nullable().optional(),
});

export const CreateViewSchema = NewViewSchema.extend({ type: z.literal('view.create') });
export const UpdateViewSchema = z.strictObject({ type: z.literal('view.update'), ...onView, patch: ViewPatchSchema });
/** Places the view after another one; null is the very start. */
export const MoveViewSchema = z.strictObject({
  type: z.literal('view.move'),
  ...onView,
  after: SavedViewIdSchema.nullable(),
});
export const DeleteViewSchema = z.strictObject({ type: z.literal('view.delete'), ...onView });

export type CreateView = z.infer<typeof CreateViewSchema>;
export type UpdateView = z.infer<typeof UpdateViewSchema>;
export type MoveView = z.infer<typeof MoveViewSchema>;
export type DeleteView = z.infer<typeof DeleteViewSchema>;
