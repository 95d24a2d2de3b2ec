import { z } from 'zod';
import { ListSchema } from '../list/list.ts';
import { SettingsSchema } from '../settings/settings.ts';
import { TagSchema } from '../tag/tag.ts';
import { SavedViewSchema } from '../view/view.ts';

export const ListWithCountSchema = ListSchema.extend({ openCount: z.int() }).meta({ id: 'ListWithCount' });
export type ListWithCount = z.infer<typeof ListWithCountSchema>;

/** `count` is the number of open tasks that carry it. */
export const TagCountSchema = z.strictObject({ tag: TagSchema, count: z.int().nonnegative() }).meta({ id: 'TagCount' });
export type TagCount = z.infer<typeof TagCountSchema>;

/** Counting stops here, so that it never costs more than this; show "99+". */
export const MAX_VIEW_COUNT = 100;

/** Everything around the list of tasks: what a client needs once, and again when something changed. */
export const OverviewSchema = z
  .strictObject({
    settings: SettingsSchema,
    /** In order; archived ones included, deleted ones not. */
    lists: z.array(ListWithCountSchema),
    /** Saved views, oldest first. */
    views: z.array(SavedViewSchema),
    counts: z.strictObject({ today: z.int(), overdue: z.int() }),
    seq: z.int().nonnegative(),
    epoch: z.string(),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof OverviewSchema>;
