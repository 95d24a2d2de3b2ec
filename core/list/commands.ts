import { z } from 'zod';
import { ListIdSchema } from '../ids.ts';
import { ListNameSchema } from './list.ts';

const onList = { listId: ListIdSchema, ifVersion: z.int().positive().optional() };

export const NewListSchema = z.strictObject({
  listId: ListIdSchema.optional().meta({ description: 'Chosen by the client; made by the server when absent.' }),
  name: ListNameSchema,
});

export const CreateListSchema = NewListSchema.extend({ type: z.literal('list.create') });
export const RenameListSchema = z.strictObject({ type: z.literal('list.rename'), ...onList, name: ListNameSchema });
/** Places the list after another one; null is the very start. The Inbox always stands first. */
export const MoveListSchema = z.strictObject({
  type: z.literal('list.move'),
  ...onList,
  after: ListIdSchema.nullable(),
});
/** Hides a list and keeps its tasks as they are. */
export const ArchiveListSchema = z.strictObject({ type: z.literal('list.archive'), ...onList });
export const UnarchiveListSchema = z.strictObject({ type: z.literal('list.unarchive'), ...onList });
/** Deletes a list that has no tasks outside the trash. */
export const DeleteListSchema = z.strictObject({ type: z.literal('list.delete'), ...onList });

export type CreateList = z.infer<typeof CreateListSchema>;
export type RenameList = z.infer<typeof RenameListSchema>;
export type MoveList = z.infer<typeof MoveListSchema>;
export type ArchiveList = z.infer<typeof ArchiveListSchema>;
export type UnarchiveList = z.infer<typeof UnarchiveListSchema>;
export type DeleteList = z.infer<typeof DeleteListSchema>;
