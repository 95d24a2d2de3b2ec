import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import type { LedgerDeps } from '#application/use-cases/notifier/change-ledger.ts';
import { claimMessages } from '#application/use-cases/notifier/claim-messages.ts';
import { reportMessage } from '#application/use-cases/notifier/report-message.ts';
import { readLedger } from '#application/use-cases/push/read-ledger.ts';
import type { OutsideChannel } from '#core/delivery/delivery-notice.ts';
import type { Claimed, ClaimRequest, Granted, ReportRequest, TryOutcome } from '#core/delivery/notifier-protocol.ts';
import { TryOutcomeSchema } from '#core/delivery/notifier-protocol.ts';
import { webhookSecret } from '#core/delivery/sign-webhook.ts';
import { toInstant } from '#core/instant.ts';
import type { DeliveryEvent } from '#core/log/event.ts';
import type { Channel } from '#core/reminder/reminder.ts';
import { realEffects } from './effects.ts';
import { createTask, reminderId, taskId } from './pushed-person.ts';
import { newWatcher } from './watcher.ts';

export { createTask, MOMENT, reminderId, taskId } from './pushed-person.ts';
export const ORIGIN = 'https://carillon.example';

/** A user with a verified address and some webhooks, a task whose reminder rings at `MOMENT`, and their notifier. */
export async function newNotifiedPerson({
  channels = ['email'] as Channel[],
  hooks = 0,
  isVerified = true,
  hasTask = true,
} = {}) {
  const watcher = await newWatcher();
  const { user } = watcher;
  const email = `${user.id}@example.com`;
  await user.db.run(sql`INSERT INTO users (id, name, email, email_verified, created_at, updated_at)
    VALUES (${user.id}, 'Ada', ${email}, ${Number(isVerified)}, 0, 0)`);
  const webhookIds: string[] = [];
  for (let n = 1; n <= hooks; n += 1) {
    const id = realEffects().newId('webhook');
    webhookIds.push(id);
    await user.db.run(sql`INSERT INTO webhooks (user_id, id, name, url, secret, created_at, updated_at)
      VALUES (${user.id}, ${id}, ${`Hook ${n}`}, ${`https://example.com/${id}`},
        ${webhookSecret(new Uint8Array(32).fill(n))}, ${n}, ${n})`);
  }
  await watcher.say({ type: 'settings.update', patch: { reminderChannels: channels } });
  if (hasTask) await watcher.say(createTask());
  const nudged: string[] = [];
  const deps: LedgerDeps = {
    db: user.db,
    effects: { ...realEffects(), now: () => toInstant(watcher.nowMs()) },
    trace: null,
    onCommit: (_user, news) => void nudged.push(news),
  };
  const links = {
    origin: ORIGIN,
    unsubscribe: async (userId: string) => `${userId}.signed`,
    openSecret: async () => 'open',
  };
  const firingId = async () => (await watcher.rang()).at(-1)?.id ?? '';
  const claimOf = async (
    deliveryOf: ClaimRequest['deliveryOf'],
    by: OutsideChannel[] = ['email', 'webhook'],
    db: Database = openDatabase(env.DB, newMeter()),
  ): Promise<Claimed[]> =>
    await claimMessages({ ...deps, db }, { consumer: 'notifier', userId: user.id, deliveryOf, channels: by }, links);
  const claim = async (by?: OutsideChannel[]) => await claimOf({ firingId: await firingId() }, by);
  const report = async (granted: Granted, outcome: Partial<TryOutcome> & { kind: TryOutcome['kind'] }) =>
    await reportMessage({ ...deps, db: openDatabase(env.DB, newMeter()) }, reportOf(user.id, granted, outcome));
  return {
    ...watcher,
    email,
    webhookIds,
    nudged,
    deps,
    links,
    firingId,
    claimOf,
    claim,
    report,
    /** A database whose statements a test meets on the way. */
    dbOf: (d1: D1Database) => openDatabase(d1, newMeter()),
    /** The one message that is granted. */
    granted: async (by?: OutsideChannel[]) => theOne(await claim(by)),
    grantedAgain: async ({ messageId }: { messageId: string }) => theOne(await claimOf({ messageId })),
    ledger: async () => {
      const { rang } = await readLedger(user.db, user.id, { taskId, reminderId }, 20);
      return rang[0]?.deliveries ?? [];
    },
    /** What the log says became of messages, oldest first. */
    notices: async (): Promise<Pick<DeliveryEvent, 'type' | 'after'>[]> => {
      const rows = await user.db.all<{ type: DeliveryEvent['type']; data: string }>(
        sql`SELECT type, data FROM events WHERE user_id = ${user.id}
          AND (type LIKE 'notification.%' OR type = 'reminder.suppressed') ORDER BY seq`,
      );
      return rows.map(({ type, data }) => ({ type, after: JSON.parse(data).after }));
    },
  };
}

export function reportOf(
  userId: string,
  { messageId, claim }: Pick<Granted, 'messageId' | 'claim'>,
  outcome: Partial<TryOutcome> & { kind: TryOutcome['kind'] },
): ReportRequest {
  const error = outcome.kind === 'sent' ? {} : { error: 'It did not work.' };
  return { userId, messageId, claim, outcome: TryOutcomeSchema.parse({ code: 250, ...error, ...outcome }) };
}

/** The one message of an answer, which must have been granted. */
export function theOne(claimed: readonly Claimed[]): Granted {
  const [first, ...others] = claimed;
  if (first?.outcome !== 'granted' || others.length > 0) throw new Error(`not one grant: ${JSON.stringify(claimed)}`);
  return first;
}
