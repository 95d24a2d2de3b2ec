import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { deliveries, deliveryAttempts, messages } from '../delivery-schema.ts';

const PAGE = 200;

/** What became of everything that rang, on each channel, a page at a time, in the order of the reminders. */
export async function* allDeliveries(db: Database, userId: string): AsyncGenerator<unknown[]> {
  const { reminderId, firingId, channel, destination } = deliveries;
  const order = [reminderId, firingId, channel, destination];
  const columns = sql.join(order, sql`, `);
  for (let after = ['', '', '', '']; ; ) {
    const rows = await db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.userId, userId), sql`(${columns}) > (${sql.join(after, sql`, `)})`))
      .orderBy(...order.map((column) => asc(column)))
      .limit(PAGE);
    if (rows.length > 0) yield rows.map(({ userId: _user, ...row }) => row);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.reminderId, last.firingId, last.channel, last.destination];
  }
}

/** Each try to deliver something, a page at a time, in the order of the reminders. */
export async function* allAttempts(db: Database, userId: string): AsyncGenerator<unknown[]> {
  const { reminderId, firingId, channel, destination, at } = deliveryAttempts;
  const order = [reminderId, firingId, channel, destination, at];
  const columns = sql.join(order, sql`, `);
  for (let after: (string | number)[] = ['', '', '', '', 0]; ; ) {
    const rows = await db
      .select()
      .from(deliveryAttempts)
      .where(and(eq(deliveryAttempts.userId, userId), sql`(${columns}) > (${sql.join(after, sql`, `)})`))
      .orderBy(...order.map((column) => asc(column)))
      .limit(PAGE);
    if (rows.length > 0) yield rows.map(({ userId: _user, ...row }) => row);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.reminderId, last.firingId, last.channel, last.destination, Date.parse(last.at)];
  }
}

/** Each message that went out or was to, a page at a time, in the order of the ids; without what it takes to send it. */
export async function* allMessages(db: Database, userId: string): AsyncGenerator<unknown[]> {
  for (let after = ''; ; ) {
    const rows = await db
      .select()
      .from(messages)
      .where(and(eq(messages.userId, userId), gt(messages.id, after)))
      .orderBy(asc(messages.id))
      .limit(PAGE);
    if (rows.length > 0) yield rows.map(({ userId: _user, claim: _claim, secret: _secret, ...row }) => row);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}
