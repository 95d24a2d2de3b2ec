import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { CommandSchema } from '#core/command/command.ts';
import { ActorSchema } from '#core/log/actor.ts';
import type { Plan } from '#core/plan/plan.ts';
import { PreviewSchema } from '#core/plan/preview.ts';
import type { Database } from '../database.ts';
import { plans } from '../plan-schema.ts';

const CommandsSchema = z.array(z.strictObject({ command: CommandSchema, pointer: z.string() }));

/** A plan of a user; null when there is none under that id, or no longer. */
export async function findPlan(db: Database, userId: string, planId: string): Promise<Plan | null> {
  const [row] = await db
    .select()
    .from(plans)
    .where(and(eq(plans.userId, userId), eq(plans.id, planId)));
  if (!row) return null;
  const { userId: _user, preview, commands, actor, ...plan } = row;
  return {
    ...plan,
    ...PreviewSchema.parse(preview),
    commands: CommandsSchema.parse(commands),
    actor: ActorSchema.parse(actor),
  };
}
