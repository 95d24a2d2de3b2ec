import { eq } from 'drizzle-orm';
import type { Instant } from '#core/instant.ts';
import { users } from '../db/account-schema.ts';
import type { Database } from '../db/database.ts';
import { mailOptOuts } from '../db/delivery-schema.ts';
import { allConversations, allTurns } from '../db/queries/export-chat.ts';
import { allAttempts, allDeliveries, allMessages } from '../db/queries/export-deliveries.ts';
import { allEvents, allFirings, allSeries, allTasks } from '../db/queries/export-pages.ts';
import { findChatSettings } from '../db/queries/find-chat-settings.ts';
import { findSettings } from '../db/queries/find-settings.ts';
import { listLists } from '../db/queries/list-lists.ts';
import { listViews } from '../db/queries/list-views.ts';
import { listPushSubscriptions } from './push/list-push-subscriptions.ts';
import { listWebhooks } from './webhooks/find-webhook.ts';

/** Says what a reader of the file can rely on; raised when the shape changes. */
const FORMAT = 'carillon-export-1';

/** Everything a user has, as one JSON document in pieces, so that no size of account has to fit in memory. */
export async function* exportAll(db: Database, userId: string, now: Instant): AsyncGenerator<string> {
  const head = {
    format: FORMAT,
    exportedAt: now,
    account: await findPerson(db, userId),
    settings: await findSettings(db, userId),
    lists: await listLists(db, userId),
    views: await listViews(db, userId),
    pushSubscriptions: await listPushSubscriptions(db, userId),
    webhooks: await listWebhooks(db, userId, now),
    chatSettings: await findChatSettings(db, userId),
    isMailedReminders: (await findOptOut(db, userId)) === null,
  };
  // The rest follows before the brace that would close it.
  yield JSON.stringify(head).slice(0, -1);
  yield* array('tasks', allTasks(db, userId));
  yield* array('series', allSeries(db, userId));
  yield* array('notifications', allFirings(db, userId));
  yield* array('deliveries', allDeliveries(db, userId));
  yield* array('deliveryAttempts', allAttempts(db, userId));
  yield* array('messages', allMessages(db, userId));
  yield* array('conversations', allConversations(db, userId));
  yield* array('chatTurns', allTurns(db, userId));
  yield* array('events', allEvents(db, userId));
  yield '}\n';
}

async function findPerson(db: Database, userId: string): Promise<{ id: string; name: string; email: string } | null> {
  const [person] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, userId));
  return person ?? null;
}

async function findOptOut(db: Database, userId: string): Promise<Instant | null> {
  const [row] = await db.select().from(mailOptOuts).where(eq(mailOptOuts.userId, userId));
  return row?.createdAt ?? null;
}

async function* array(name: string, pages: AsyncGenerator<unknown[]>): AsyncGenerator<string> {
  yield `,"${name}":[`;
  let separator = '';
  for await (const page of pages) {
    yield separator + page.map((item) => JSON.stringify(item)).join(',\n');
    separator = ',\n';
  }
  yield ']';
}
