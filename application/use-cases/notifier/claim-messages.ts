import { type SQL, sql } from 'drizzle-orm';
import type { OutsideChannel } from '#core/delivery/delivery-notice.ts';
import { CLAIM_TTL_MS, type Claimed, type ClaimRequest, type Granted } from '#core/delivery/notifier-protocol.ts';
import { type Dropped, planClaim, type Verdict } from '#core/delivery/plan-claim.ts';
import { isNotifierAway } from '#core/delivery/retry-schedule.ts';
import { invariant } from '#core/errors.ts';
import { toInstant } from '#core/instant.ts';
import type { Settings } from '#core/settings/settings.ts';
import { guardVersions } from '../../db/guards.ts';
import {
  guardDestination,
  guardLines,
  hastenUnclaimed,
  insertMessage,
  type MessageState,
  removeSettledTimers,
  removeTimers,
  setTimer,
  updateMessage,
  writeLines,
} from '../../db/ledger-statements.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { type ClaimView, type LedgerLine, type LedgerMessage, readClaim } from '../../db/queries/read-claim.ts';
import { readWithRetry } from '../../db/read-with-retry.ts';
import { randomDigits } from '../accounts/random-digits.ts';
import { changeLedger, type LedgerChange, type LedgerDeps, NOTIFIER } from './change-ledger.ts';
import { closeLines, endOf } from './close-lines.ts';
import { accountLetter, type Links, reminderLetter, webhookBody } from './compose-message.ts';

type LedgerVerdict = Verdict<LedgerLine, LedgerMessage>;

const CLAIM_CHARACTERS = 22;
const SEEN_EVERY_MS = 60_000;
/**
 * Hands the messages of a ringing, or one message, to a notifier that is going to send them now. Whether they still
 * go out is decided here, on the tasks, ringings and destinations as they are in the transaction that grants them: a
 * task that is completed in this moment either refuses the grant, or was completed after it.
 *
 * What is granted is held for two minutes. Who does not report by then has lost it, and the log asks again.
 */
export async function claimMessages(deps: LedgerDeps, request: ClaimRequest, links: Links): Promise<Claimed[]> {
  const { db, effects } = deps;
  const { userId, deliveryOf, channels, consumer } = request;
  const claim = randomDigits(CLAIM_CHARACTERS);
  const selection =
    'firingId' in deliveryOf ? { toldWith: deliveryOf.firingId } : { messageIds: [deliveryOf.messageId] };
  return await changeLedger(deps, { userId, actor: NOTIFIER }, async (nowMs) => {
    const view = await readWithRetry(() => readClaim(db, userId, selection, channels), effects.wait);
    // An account that is being erased tells nobody anything any more.
    if (view.name === null) return { result: [], change: null };
    // After a commit whose answer got lost: what this very request has claimed is its own.
    const messages = view.messages.map((message) =>
      message.claim === claim ? { ...message, claimedUntilMs: null, nextAttemptAtMs: null } : message,
    );
    const verdicts = planClaim({ ...view, userId, messages }, nowMs).filter(
      (verdict) => 'messageId' in deliveryOf || concerns(verdict, view, deliveryOf.firingId),
    );
    const change: LedgerChange = { events: [], guards: [], writes: [], isScheduleChanged: false };
    const claimed: Claimed[] = [];
    const isGranting = verdicts.some(({ kind }) => kind === 'grant');
    const settings = isGranting ? await readWithRetry(() => findSettings(db, userId), effects.wait) : null;
    for (const verdict of verdicts) {
      claimed.push(await settle(verdict, { userId, view, settings, claim, nowMs, links, change }));
    }
    change.writes.push(...channels.map((channel) => noteNotifier(channel, consumer, nowMs)));
    const isArriving = channels.some((channel) => isNotifierAway(view.seenAtMs.get(channel) ?? null, nowMs));
    if (isArriving) change.writes.push(hastenUnclaimed(nowMs));
    return { result: claimed, change };
  });
}

/** What waits for the same end of quiet hours is looked at too, but is answered only where it is one message. */
function concerns(verdict: LedgerVerdict, { lines }: ClaimView, firingId: string): boolean {
  const own =
    verdict.message === null
      ? linesOf(verdict)
      : lines.filter(({ messageId, channel }) => messageId === verdict.messageId && channel === verdict.channel);
  return own.some((line) => line.firingId === firingId);
}

function linesOf(verdict: LedgerVerdict): LedgerLine[] {
  switch (verdict.kind) {
    case 'grant':
      return [...verdict.lines, ...verdict.dropped.map(({ line }) => line)];
    case 'cancel':
      return verdict.dropped.map(({ line }) => line);
    case 'closed':
      return verdict.lines;
    case 'held':
      return [];
  }
}

function linesIn(dropped: readonly Dropped<LedgerLine>[]): LedgerLine[] {
  return dropped.map(({ line }) => line);
}

interface SettleContext {
  userId: string;
  view: ClaimView;
  /** Null when nothing is granted. */
  settings: Settings | null;
  claim: string;
  nowMs: number;
  links: Links;
  change: LedgerChange;
}

async function settle(verdict: LedgerVerdict, ctx: SettleContext): Promise<Claimed> {
  const { messageId, channel } = verdict;
  switch (verdict.kind) {
    case 'held':
      return { outcome: 'held', messageId, channel, until: toInstant(verdict.untilMs) };
    case 'closed': {
      const { status, reason, message } = verdict;
      const isThrough = message !== null && (status === 'sent' || status === 'failed');
      if (isThrough) return { outcome: 'done', messageId, channel };
      return { outcome: 'cancelled', messageId: message === null ? null : messageId, channel, reason };
    }
    case 'cancel':
      cancel(verdict, ctx);
      return { outcome: 'cancelled', messageId: verdict.message?.id ?? null, channel, reason: verdict.reason };
    case 'grant': {
      const { secret = null } = verdict.message ?? {};
      const token = secret === null ? null : await ctx.links.openSecret(secret);
      if (secret === null || token !== null) return await grant(verdict, token, ctx);
      // Its link was sealed with another secret of the deployment, and nobody can be sent it any more.
      return await settle(asExpired(verdict), ctx);
    }
  }
}

function asExpired(grant: Extract<LedgerVerdict, { kind: 'grant' }>): LedgerVerdict {
  const { messageId, message, channel, destination, lines, dropped } = grant;
  const over = lines.map((line) => ({ line, reason: 'expired' as const }));
  const reason = 'expired';
  return { kind: 'cancel', messageId, message, channel, destination, dropped: [...dropped, ...over], reason };
}

function cancel(verdict: Extract<LedgerVerdict, { kind: 'cancel' }>, ctx: SettleContext): void {
  const { message, reason, dropped } = verdict;
  const { userId, nowMs, change } = ctx;
  guard(linesIn(dropped), ctx);
  closeLines(userId, [{ dropped, message }], nowMs, change);
  if (message === null) {
    change.writes.push(
      ...removeSettledTimers(
        userId,
        dropped.map(({ line }) => line),
      ),
    );
    return;
  }
  change.guards.push(...guardVersions(userId, sql`messages`, [[message.id, message.version]]));
  change.writes.push(
    updateMessage(
      userId,
      { ...message, status: endOf(reason), claimedUntilMs: null, nextAttemptAtMs: null, secret: null },
      nowMs,
    ),
    ...removeTimers(userId, 'notify', [message.id]),
  );
}

async function grant(
  verdict: Extract<LedgerVerdict, { kind: 'grant' }>,
  token: string | null,
  ctx: SettleContext,
): Promise<Granted> {
  const { message, messageId, channel, destination, lines, dropped } = verdict;
  const { userId, view, settings, claim, nowMs, links, change } = ctx;
  const leaseUntilMs = nowMs + CLAIM_TTL_MS;
  const [first] = lines;
  invariant(first && settings, 'what is granted has a line, and a user with settings');
  guard([...lines, ...linesIn(dropped)], ctx);
  change.guards.push(guardDestination(userId, { kind: message?.kind ?? 'reminder', channel, destination }));
  closeLines(userId, [{ dropped, message }], nowMs, change);
  const kind = message?.kind ?? 'reminder';
  const body = channel === 'webhook' ? (message?.body ?? webhookBody({ kind }, first, settings, links, nowMs)) : null;
  const state: MessageState = {
    id: messageId,
    kind,
    channel,
    destination,
    lines: lines.map(({ reminderId, firingId }) => [reminderId, firingId]),
    isReplay: message?.isReplay ?? false,
    secret: message?.secret ?? null,
    expiresAtMs: message?.expiresAtMs ?? null,
    status: 'waiting',
    version: message?.version ?? 1,
    claim,
    claimedUntilMs: leaseUntilMs,
    attempts: (message?.attempts ?? 0) + 1,
    firstAttemptAtMs: message?.firstAttemptAtMs ?? nowMs,
    nextAttemptAtMs: leaseUntilMs,
    body,
  };
  if (message === null) {
    change.writes.push(insertMessage(userId, state, nowMs));
    change.writes.push(
      ...writeLines(
        userId,
        lines.map((line) => ({ ...line, messageId, nextAttemptAtMs: nowMs })),
        nowMs,
      ),
      ...removeSettledTimers(userId, [...lines, ...dropped.map(({ line }) => line)]),
    );
  } else {
    change.guards.push(...guardVersions(userId, sql`messages`, [[message.id, message.version]]));
    change.writes.push(updateMessage(userId, state, nowMs));
  }
  change.writes.push(setTimer(userId, 'notify', messageId, leaseUntilMs));
  const granted = {
    outcome: 'granted',
    messageId,
    claim,
    leaseUntil: toInstant(leaseUntilMs),
    attempt: state.attempts,
  } as const;
  if (channel === 'webhook') {
    const webhook = view.webhooks.get(destination);
    invariant(webhook && body !== null, 'a call that is granted has somewhere to go');
    const { url, secret, previousSecret, previousUntilMs } = webhook;
    const isBoth = previousSecret !== null && previousUntilMs !== null && previousUntilMs > nowMs;
    return { ...granted, channel, url, secrets: isBoth ? [secret, previousSecret] : [secret], body };
  }
  const { address } = view.destinations;
  invariant(address !== null && view.name !== null, 'a mail that is granted has somewhere to go');
  const letter =
    message === null || kind === 'reminder'
      ? await reminderLetter(userId, lines, settings, links)
      : accountLetter(message, { name: view.name, token }, links);
  return { ...granted, channel, to: address, letter };
}

/** What the decision rests on must not move before it is written: the lines, the ringings and the tasks. */
function guard(lines: readonly LedgerLine[], { userId, change }: SettleContext): void {
  const versions = (ids: readonly (readonly [string | null, number | null])[]) => [
    ...new Map(ids.flatMap(([id, version]) => (id === null || version === null ? [] : [[id, version] as const]))),
  ];
  const firings = lines.map(({ reminderId, firingId, firingVersion }) => {
    return [reminderId === '' ? null : firingId, firingVersion] as const;
  });
  const tasks = lines.map(({ taskId, taskVersion }) => [taskId, taskVersion] as const);
  change.guards.push(
    ...guardLines(userId, lines),
    ...guardVersions(userId, sql`firings`, versions(firings)),
    ...guardVersions(userId, sql`tasks`, versions(tasks)),
  );
}

/** So that the settings can say whether anybody delivers at all; a write a minute at most. */
function noteNotifier(channel: OutsideChannel, consumer: string, nowMs: number): SQL {
  return sql`INSERT INTO notifiers (channel, consumer, seen_at) VALUES (${channel}, ${consumer}, ${nowMs})
    ON CONFLICT (channel) DO UPDATE SET consumer = excluded.consumer, seen_at = excluded.seen_at
      WHERE notifiers.seen_at <= ${nowMs - SEEN_EVERY_MS}`;
}
