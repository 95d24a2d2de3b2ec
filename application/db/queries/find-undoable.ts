import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Actor, ActorSchema } from '#core/log/actor.ts';
import { type Database, runBatch } from '../database.ts';

/** An agent looks back this far for what it did last. */
const MAX_LOOKED_AT = 1000;

/** The correlation id of what an agent did last through its door and in its conversation; null when it did nothing lately. */
export async function findLatestOf(db: Database, userId: string, agent: Actor): Promise<string | null> {
  const [rows] = await runBatch(db, [
    sql`SELECT correlation_id AS id FROM (SELECT seq, correlation_id, actor FROM events WHERE user_id = ${userId}
      ORDER BY seq DESC LIMIT ${MAX_LOOKED_AT}) WHERE ${isBy(agent)} ORDER BY seq DESC LIMIT 1`,
  ]);
  const [row] = z.array(z.object({ id: z.string() })).parse(rows);
  return row?.id ?? null;
}

/** The tasks that came to be under a correlation id; null when somebody else had a part in it. */
export async function findMadeBy(
  db: Database,
  userId: string,
  correlationId: string,
  agent: Actor,
): Promise<Set<string> | null> {
  const under = sql`FROM events WHERE user_id = ${userId} AND correlation_id = ${correlationId}`;
  const [others, made] = await runBatch(db, [
    sql`SELECT 1 AS other ${under} AND NOT (${isBy(agent)}) LIMIT 1`,
    sql`SELECT aggregate_id AS id ${under} AND type = 'task.created'`,
  ]);
  if ((others ?? []).length > 0) return null;
  const rows = z.array(z.object({ id: z.string() })).parse(made);
  return new Set(rows.map(({ id }) => id));
}

/** The same agent: tools and models differ from call to call. */
function isBy(agent: Actor): SQL {
  const { kind, client, conversation } = ActorSchema.parse(agent);
  return sql`actor ->> '$.kind' = ${kind} AND actor ->> '$.client' = ${client}
    AND actor ->> '$.conversation' IS ${conversation}`;
}
