import { z } from 'zod';
import { ErrorCodeSchema, FieldErrorSchema } from '../errors.ts';
import { CorrelationIdSchema } from '../ids.ts';
import { ListSchema } from '../list/list.ts';
import { SeriesSchema } from '../series/series.ts';
import { SettingsSchema } from '../settings/settings.ts';
import { TaskSchema } from '../task/task.ts';
import { SavedViewSchema } from '../view/view.ts';

/** A part of an undo that later changes stand in the way of. */
export const BlockedSchema = z.strictObject({ aggregateId: z.string(), reason: z.string() });

/** The answer to a command that happened, or that had nothing left to do. */
export const CommandDoneSchema = z
  .strictObject({
    id: z.string().nullable().meta({ description: 'The key of the command, when it had one.' }),
    status: z.literal('done'),
    /** What `POST /undo` takes to take it back. */
    correlationId: CorrelationIdSchema,
    /** Place in the log of its last event; null when nothing had to change. */
    seq: z.int().positive().nullable(),
    /** How many things it changed. */
    changed: z.int().nonnegative(),
    /** How many things one command of bounded size left; repeat it under the same correlation id. */
    remaining: z.int().nonnegative(),
    blocked: z.array(BlockedSchema),
    /** Whether this is the first answer given again, because the key had been used. */
    isReplay: z.boolean(),
    task: TaskSchema.nullable(),
    list: ListSchema.nullable(),
    view: SavedViewSchema.nullable(),
    series: SeriesSchema.nullable(),
    settings: SettingsSchema.nullable(),
  })
  .meta({ id: 'CommandDone' });

export const CommandRefusedSchema = z
  .strictObject({
    id: z.string().nullable(),
    status: z.literal('refused'),
    code: ErrorCodeSchema,
    detail: z.string(),
    errors: z.array(FieldErrorSchema),
  })
  .meta({ id: 'CommandRefused' });

export const CommandReplySchema = z.discriminatedUnion('status', [CommandDoneSchema, CommandRefusedSchema]);

export type CommandDone = z.infer<typeof CommandDoneSchema>;
export type CommandRefused = z.infer<typeof CommandRefusedSchema>;
export type CommandReply = z.infer<typeof CommandReplySchema>;
