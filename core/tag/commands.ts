import { z } from 'zod';
import { TagSchema } from './tag.ts';

/** Makes a tag exist before any task carries it. */
export const CreateTagSchema = z.strictObject({ type: z.literal('tag.create'), tag: TagSchema });
/** Renames a tag on every task that carries it. When `to` exists already the two are merged. */
export const RenameTagSchema = z.strictObject({ type: z.literal('tag.rename'), tag: TagSchema, to: TagSchema });
/** Takes a tag off every task that carries it. */
export const DeleteTagSchema = z.strictObject({ type: z.literal('tag.delete'), tag: TagSchema });

export type CreateTag = z.infer<typeof CreateTagSchema>;
export type RenameTag = z.infer<typeof RenameTagSchema>;
export type DeleteTag = z.infer<typeof DeleteTagSchema>;
