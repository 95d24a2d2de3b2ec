import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { DeliveryStatusSchema } from '#core/delivery/delivery.ts';
import { MessageKindSchema, type OutsideChannel, OutsideChannelSchema } from '#core/delivery/delivery-notice.ts';
import { DeliveryReasonSchema } from '#core/delivery/delivery-reason.ts';
import { type Destinations, MAX_PER_MESSAGE } from '#core/delivery/plan-claim.ts';
import { DueSchema } from '#core/task/due.ts';
import { type Database, runBatch } from '../database.ts';
import { inJson } from '../json-rows.ts';

const LineSchema = z.object({
  reminderId: z.string(),
  firingId: z.string(),
  channel: OutsideChannelSchema,
  destination: z.string(),
  status: DeliveryStatusSchema,
  reason: DeliveryReasonSchema.nullable(),
  version: z.int(),
  messageId: z.string().nullable(),
  calledOff: DeliveryReasonSchema.nullable(),
  /** Null, like all that follows, of what is about no reminder. */
  firingVersion: z.int().nullable(),
  taskId: z.string().nullable(),
  /** When it rang. */
  title: z.string().nullable(),
  plannedAtMs: z.int(),
  scheduledAtMs: z.int(),
  firedAtMs: z.int(),
  /** Of the task as it is now; null when it is gone. */
  taskVersion: z.int().nullable(),
  taskTitle: z.string().nullable(),
  due: z
    .string()
    .nullable()
    .transform((json) => (json === null ? null : DueSchema.parse(JSON.parse(json)))),
  list: z.string().nullable(),
});

/** A line of the ledger with everything that a claim decides on and tells. Times are ms since the epoch. */
export type LedgerLine = z.infer<typeof LineSchema>;

const MessageSchema = z.object({
  id: z.string(),
  kind: MessageKindSchema,
  channel: OutsideChannelSchema,
  destination: z.string(),
  status: DeliveryStatusSchema,
  version: z.int(),
  claim: z.string().nullable(),
  claimedUntilMs: z.int().nullable(),
  attempts: z.int(),
  firstAttemptAtMs: z.int().nullable(),
  nextAttemptAtMs: z.int().nullable(),
  isReplay: z.union([z.literal(0), z.literal(1)]).transform((flag) => flag === 1),
  body: z.string().nullable(),
  secret: z.string().nullable(),
  expiresAtMs: z.int().nullable(),
  createdAtMs: z.int(),
});
export type LedgerMessage = z.infer<typeof MessageSchema>;

const WebhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  secret: z.string(),
  previousSecret: z.string().nullable(),
  previousUntilMs: z.int().nullable(),
});
export type CallableWebhook = z.infer<typeof WebhookSchema>;

const PersonSchema = z.object({
  name: z.string(),
  email: z.string(),
  isVerified: z.int(),
  isSubscribed: z.int(),
});

const NotifierSchema = z.object({ channel: OutsideChannelSchema, seenAtMs: z.int() });

/** One moment of everything that claims of some messages look at. */
export interface ClaimView {
  lines: LedgerLine[];
  messages: LedgerMessage[];
  destinations: Destinations;
  /** Null when the account is gone. */
  name: string | null;
  /** Those that are switched on, by id. */
  webhooks: Map<string, CallableWebhook>;
  /** When a notifier last came for messages of a channel, in ms since the epoch, to the minute. */
  seenAtMs: Map<OutsideChannel, number>;
}

/** Which lines a view is about: of ringings, those that messages carry, or of a ringing and what is told with it. */
export type LedgerSelection =
  | { firingIds: readonly string[] }
  | { messageIds: readonly string[] }
  | { toldWith: string };

/**
 * Reads, in one batch, the lines of some ringings on these channels or those that messages carry, with all that decides
 * whether they still go out. Told with a ringing that quiet hours held back are the mails that wait for the same end, as
 * many as go into one.
 */
export async function readClaim(
  db: Database,
  userId: string,
  selection: LedgerSelection,
  channels: readonly OutsideChannel[],
): Promise<ClaimView> {
  const [lines, messages, people, hooks, notifiers] = await runBatch(db, [
    selectLines(userId, selection, channels),
    selectMessages(userId, selection),
    sql`SELECT name, email, email_verified AS isVerified,
        NOT EXISTS (SELECT 1 FROM mail_opt_outs WHERE user_id = users.id) AS isSubscribed
      FROM users WHERE id = ${userId}`,
    sql`SELECT id, url, secret, previous_secret AS previousSecret, previous_until AS previousUntilMs
      FROM webhooks WHERE user_id = ${userId} AND disabled_at IS NULL`,
    sql`SELECT channel, seen_at AS seenAtMs FROM notifiers`,
  ]);
  const [person] = z.array(PersonSchema).parse(people);
  const webhooks = new Map(
    z
      .array(WebhookSchema)
      .parse(hooks)
      .map((hook) => [hook.id, hook]),
  );
  const wanted = new Set(channels);
  // A message names reminder and ringing, whose lines to other destinations are not its own.
  const isOwn = ({ messageId }: LedgerLine) =>
    !('messageIds' in selection) || (messageId !== null && selection.messageIds.includes(messageId));
  return {
    lines: z.array(LineSchema).parse(lines).filter(isOwn),
    messages: z
      .array(MessageSchema)
      .parse(messages)
      .filter(({ channel }) => wanted.has(channel)),
    name: person?.name ?? null,
    destinations: {
      address: person?.email ?? null,
      isVerified: person?.isVerified === 1,
      isSubscribed: person?.isSubscribed === 1,
      webhookIds: new Set(webhooks.keys()),
    },
    webhooks,
    seenAtMs: new Map(
      z
        .array(NotifierSchema)
        .parse(notifiers)
        .map(({ channel, seenAtMs }) => [channel, seenAtMs]),
    ),
  };
}

/** `[reminder, firing]` of the lines that are asked for. */
function wantedPairs(userId: string, selection: LedgerSelection): SQL {
  if ('messageIds' in selection) {
    return sql`SELECT pair.value ->> 0 AS reminder_id, pair.value ->> 1 AS firing_id
      FROM messages CROSS JOIN json_each(messages.lines) AS pair
      WHERE messages.user_id = ${userId} AND messages.id IN ${inJson(selection.messageIds)}`;
  }
  const asked = firingsOf(userId, 'toldWith' in selection ? [selection.toldWith] : selection.firingIds);
  if (!('toldWith' in selection)) return asked;
  const { toldWith } = selection;
  // From the one that is asked for on and around, so that each reads no more than one mail tells, however many wait.
  return sql`${asked} UNION ALL SELECT * FROM (
      SELECT * FROM (${heldBackWith(userId, toldWith, sql`>`)})
      UNION ALL SELECT * FROM (${heldBackWith(userId, toldWith, sql`<`)})
    LIMIT ${MAX_PER_MESSAGE - 1})`;
}

function firingsOf(userId: string, firingIds: readonly string[]): SQL {
  return sql`SELECT reminder_id, id AS firing_id FROM firings WHERE user_id = ${userId} AND id IN ${inJson(firingIds)}`;
}

/** Unclaimed mails of the same end of quiet hours. What waits unclaimed has a timer, by which it is found. */
function heldBackWith(userId: string, firingId: string, side: SQL): SQL {
  // Limited, or SQLite would look through all timers before it asks whether this one waits at all; and not ordered, or it
  // would look through all of them to sort them.
  return sql`SELECT other.reminder_id, other.id FROM
        (SELECT scheduled_at FROM firings AS asked WHERE user_id = ${userId} AND id = ${firingId}
          AND scheduled_at > planned_at AND ${unclaimedMail(userId, sql`asked`)} LIMIT 1) AS held
      CROSS JOIN timers ON timers.user_id = ${userId} AND timers.kind = 'claim' AND timers.ref ${side} ${firingId}
      CROSS JOIN firings AS other ON other.user_id = ${userId} AND other.id = timers.ref
        AND other.scheduled_at = held.scheduled_at AND other.scheduled_at > other.planned_at
        AND ${unclaimedMail(userId, sql`other`)}
    LIMIT ${MAX_PER_MESSAGE - 1}`;
}

/** Only mails are told together, and only those that nobody has claimed. */
function unclaimedMail(userId: string, firing: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM deliveries AS mail WHERE mail.user_id = ${userId}
    AND mail.reminder_id = ${firing}.reminder_id AND mail.firing_id = ${firing}.id AND mail.channel = 'email'
    AND mail.destination = '' AND mail.status = 'waiting' AND mail.message_id IS NULL)`;
}

function selectLines(userId: string, selection: LedgerSelection, channels: readonly OutsideChannel[]): SQL {
  // For another moment: the timer that has just rung is removed after its ringing is in the log, sometimes a minute after,
  // and a plan that is put back in that very instant sets it again.
  const ring = sql`EXISTS (SELECT 1 FROM timers WHERE timers.user_id = line.user_id AND timers.kind = 'ring'
    AND timers.ref = firing.task_id || ' ' || firing.reminder_id AND timers.planned_at IS NOT firing.planned_at)`;
  const rangAgain = sql`EXISTS (SELECT 1 FROM deliveries AS later JOIN firings AS next
      ON next.user_id = later.user_id AND next.id = later.firing_id AND next.task_id = firing.task_id
    WHERE later.user_id = line.user_id AND later.reminder_id = line.reminder_id AND later.created_at > line.created_at)`;
  const reminder = (field: string) =>
    sql`(SELECT value ->> ${sql.raw(`'$.${field}'`)} FROM json_each(task.reminders)
      WHERE value ->> '$.id' = firing.reminder_id)`;
  const goesBy = sql`EXISTS (SELECT 1 FROM json_each(task.reminders) AS reminder
    CROSS JOIN json_each(reminder.value -> '$.channels') AS channel
    WHERE reminder.value ->> '$.id' = firing.reminder_id AND channel.value = line.channel)`;
  const ofOthersMail =
    'toldWith' in selection ? sql`AND (line.channel = 'email' OR line.firing_id = ${selection.toldWith})` : sql``;
  return sql`SELECT line.reminder_id AS reminderId, line.firing_id AS firingId, line.channel AS channel,
      line.destination AS destination, line.status AS status, line.reason AS reason, line.version AS version,
      line.message_id AS messageId,
      CASE
        WHEN line.reminder_id = '' OR
          (SELECT is_replay FROM messages WHERE user_id = line.user_id AND id = line.message_id) = 1 THEN NULL
        WHEN firing.acknowledged_at IS NOT NULL THEN
          iif(${reminder('ringAt')} IS NOT NULL AND ${ring}, 'snoozed', 'acknowledged')
        WHEN task.id IS NULL OR task.deleted_at IS NOT NULL THEN 'deleted'
        WHEN task.status = 'completed' THEN 'completed'
        WHEN NOT ${goesBy} THEN 'removed'
        WHEN ${ring} OR ${rangAgain} OR (task.due_kind IS NULL AND ${reminder('ringAt')} IS NULL AND
          (SELECT value ->> '$.when.kind' FROM json_each(task.reminders)
            WHERE value ->> '$.id' = firing.reminder_id) = 'before') THEN 'moved'
      END AS calledOff,
      firing.version AS firingVersion, firing.task_id AS taskId, firing.title AS title,
      COALESCE(firing.planned_at, line.created_at) AS plannedAtMs,
      COALESCE(firing.scheduled_at, line.created_at) AS scheduledAtMs,
      COALESCE(firing.fired_at, line.created_at) AS firedAtMs,
      task.version AS taskVersion, task.title AS taskTitle,
      CASE task.due_kind WHEN 'date' THEN json_object('kind', 'date', 'date', task.due_wall)
        WHEN 'floating' THEN json_object('kind', 'floating', 'local', task.due_wall)
        WHEN 'fixed' THEN json_object('kind', 'fixed', 'local', task.due_wall, 'zone', task.due_zone) END AS due,
      (SELECT name FROM lists WHERE user_id = line.user_id AND id = task.list_id) AS list
    FROM (${wantedPairs(userId, selection)}) AS wanted
    CROSS JOIN deliveries AS line ON line.user_id = ${userId} AND line.reminder_id = wanted.reminder_id
      AND line.firing_id = wanted.firing_id AND line.channel IN ${inJson(channels)} ${ofOthersMail}
    LEFT JOIN firings AS firing ON firing.user_id = line.user_id AND firing.id = line.firing_id
    LEFT JOIN tasks AS task ON task.user_id = line.user_id AND task.id = firing.task_id
    ORDER BY scheduledAtMs, line.created_at, line.firing_id, line.channel, line.destination`;
}

function selectMessages(userId: string, selection: LedgerSelection): SQL {
  // Of what is told with another no mail is claimed, or it would not be.
  const ids =
    'messageIds' in selection
      ? inJson(selection.messageIds)
      : sql`(SELECT line.message_id FROM
          (${firingsOf(userId, 'toldWith' in selection ? [selection.toldWith] : selection.firingIds)}) AS wanted
          CROSS JOIN deliveries AS line ON line.user_id = ${userId} AND line.reminder_id = wanted.reminder_id
            AND line.firing_id = wanted.firing_id AND line.message_id IS NOT NULL)`;
  return sql`SELECT id, kind, channel, destination, status, version, claim, claimed_until AS claimedUntilMs, attempts,
      first_attempt_at AS firstAttemptAtMs, next_attempt_at AS nextAttemptAtMs, is_replay AS isReplay, body, secret,
      expires_at AS expiresAtMs, created_at AS createdAtMs
    FROM messages WHERE user_id = ${userId} AND id IN ${ids} ORDER BY created_at, id`;
}
