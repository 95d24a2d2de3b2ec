import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { BlockedSchema } from '#core/command/reply.ts';
import { EventIdSchema } from '#core/ids.ts';
import { ListSchema } from '#core/list/list.ts';
import { upcastSettings, upcastTask, upcastView } from '#core/log/upcast.ts';
import { SeriesSchema } from '#core/series/series.ts';
import { SettingsSchema } from '#core/settings/settings.ts';
import { TaskSchema } from '#core/task/task.ts';
import { SavedViewSchema } from '#core/view/view.ts';
import type { Database } from '../database.ts';
import { inJson } from '../json-rows.ts';
import { requestKeys } from '../schema.ts';

/**
 * What it takes to give an answer again. The state is not copied: the log has it, under the id of the event that led
 * to it. Only a command that changed nothing keeps the state it found.
 */
export const AnswerSchema = z.strictObject({
  correlationId: z.string(),
  changed: z.int(),
  remaining: z.int(),
  blocked: z.array(BlockedSchema),
  lastEventId: EventIdSchema.nullable(),
  subjectEventId: EventIdSchema.nullable(),
  found: z
    .strictObject({
      task: z.preprocess(upcastTask, TaskSchema.nullable()),
      list: ListSchema.nullable(),
      view: z.preprocess(upcastView, SavedViewSchema.nullable().default(null)),
      series: SeriesSchema.nullable().default(null),
      settings: z.preprocess(upcastSettings, SettingsSchema.nullable()),
    })
    .nullable(),
});
export type Answer = z.infer<typeof AnswerSchema>;

export interface RequestKey {
  requestHash: string;
  answer: Answer;
}

/** The idempotency records of a user's keys, by key. */
export async function findRequestKeys(db: Database, userId: string, keys: string[]): Promise<Map<string, RequestKey>> {
  if (keys.length === 0) return new Map();
  const ours = and(eq(requestKeys.userId, userId), sql`${requestKeys.key} IN ${inJson(keys)}`);
  const rows = await db.select().from(requestKeys).where(ours);
  return new Map(
    rows.map(({ key, requestHash, answer }) => [key, { requestHash, answer: AnswerSchema.parse(answer) }]),
  );
}
