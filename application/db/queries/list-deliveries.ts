import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { type Delivery, deliveryId } from '#core/delivery/delivery.ts';
import type { RungReminder } from '#core/query/deliveries-query.ts';
import { isMissed } from '#core/reminder/missed.ts';
import type { Database } from '../database.ts';
import { deliveries, deliveryAttempts, pushSubscriptions, webhooks } from '../delivery-schema.ts';
import { firings } from '../schema.ts';

/** What became of the latest ringings of a reminder of a task, the newest first. */
export async function listDeliveries(
  db: Database,
  userId: string,
  { taskId, reminderId }: { taskId: string; reminderId: string },
  limit: number,
): Promise<RungReminder[]> {
  // By the lines, which stand together for a reminder; every ringing has one.
  const ofThis = sql`(SELECT firing_id FROM deliveries WHERE user_id = ${userId} AND reminder_id = ${reminderId})`;
  const rang = db
    .select()
    .from(firings)
    .where(and(eq(firings.userId, userId), sql`${firings.id} IN ${ofThis}`, eq(firings.taskId, taskId)))
    .orderBy(desc(sql`+${firings.firedAt}`))
    .limit(limit);
  const ofReminder = (table: typeof deliveries | typeof deliveryAttempts) =>
    and(
      eq(table.userId, userId),
      eq(table.reminderId, reminderId),
      inArray(table.firingId, db.select({ id: rang.as('latest').id }).from(rang.as('latest'))),
    );
  const [rows, lines, attempts, devices, hooks] = await db.batch([
    rang,
    db.select().from(deliveries).where(ofReminder(deliveries)),
    db.select().from(deliveryAttempts).where(ofReminder(deliveryAttempts)).orderBy(asc(deliveryAttempts.at)),
    db
      .select({ id: pushSubscriptions.id, name: pushSubscriptions.name })
      .from(pushSubscriptions)
      .where(eq(pushSubscriptions.userId, userId)),
    db.select({ id: webhooks.id, name: webhooks.name }).from(webhooks).where(eq(webhooks.userId, userId)),
  ]);
  const names = new Map([...devices, ...hooks].map(({ id, name }) => [id, name]));
  const destinationOf = ({ destination }: (typeof lines)[number]) =>
    destination === '' ? null : { id: destination, name: names.get(destination) ?? null };
  const linesOf = Map.groupBy(lines, ({ firingId }) => firingId);
  const attemptsOf = Map.groupBy(attempts, (attempt) => keyOf(attempt));
  const deliveryOf = (line: (typeof lines)[number]): Delivery => ({
    id: deliveryId(line.firingId, line.channel, line.destination),
    channel: line.channel,
    device: line.channel === 'push' ? destinationOf(line) : null,
    webhook: line.channel === 'webhook' ? destinationOf(line) : null,
    status: line.status,
    reason: line.reason,
    messageId: line.messageId,
    nextAttemptAt: line.nextAttemptAt,
    updatedAt: line.updatedAt,
    attempts: (attemptsOf.get(keyOf(line)) ?? []).map(({ at, code, error, lateMs }) => ({ at, code, error, lateMs })),
  });
  return rows.map((firing) => ({
    firingId: firing.id,
    channels: firing.channels,
    plannedAt: firing.plannedAt,
    scheduledAt: firing.scheduledAt,
    firedAt: firing.firedAt,
    acknowledgedAt: firing.acknowledgedAt,
    isMissed: isMissed(firing),
    deliveries: (linesOf.get(firing.id) ?? []).map(deliveryOf),
  }));
}

function keyOf({ firingId, channel, destination }: { firingId: string; channel: string; destination: string }): string {
  return `${firingId} ${channel} ${destination}`;
}
