import { type Firing, firingOf, isCalledOff, lineKey, noticeAfter, planOf } from './delivery-state.ts';
import { aboutOf, firingAfter, type Logged } from './logged.ts';
import type { Complain } from './promises.ts';
import type { Account } from './state.ts';

/** What a notifier was given to send. Times are ms since the epoch. */
export interface Grant {
  userId: string;
  messageId: string;
  claim: string;
  channel: 'email' | 'webhook';
  /** The webhook; empty by mail. */
  destination: string;
  /** When it was decided that it may still go out. */
  atMs: number;
  leaseUntilMs: number;
  firingIds: readonly string[];
}

/** What became of a try, as the other side saw it and as the notifier knows it. */
export interface Tried {
  isTaken: boolean;
  kind: 'sent' | 'failed' | 'refused' | 'gone';
  /** Not before so long after the report; null when the other side did not say. */
  retryAfterMs: number | null;
}

export interface DeliveryJudgeDeps {
  nowMs: () => number;
  accountOf: (userId: string) => Account | undefined;
  /** Where messages to a user can go in this moment. */
  destinationsOf: (userId: string) => { isMailed: boolean; webhookIds: readonly string[] };
  complain: Complain;
}

interface Message {
  latest: Grant;
  /** How often the other side took it. */
  taken: number;
  refused: number;
  /** When it was known as sent, and when anything was last reported of it: when that was decided, not when it was written. */
  sentAtMs: number | null;
  toldAtMs: number | null;
  notBeforeMs: number;
}

interface Line {
  userId: string;
  firing: Firing;
  end: string | null;
}

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;
/**
 * Nothing is given up sooner. A mail is tried for 21 minutes, or ten times when nobody reports any of them, each of which
 * waits for its lease; a call is tried for a day, and its last pause may be three hours.
 */
const TRIED_FOR_MS = { email: 18 * 60 * SECOND_MS, webhook: 20 * HOUR_MS };

/**
 * The independent model of what leaves by mail and webhook. It hears every commit, every message that a notifier was
 * given and every one that the other side took, and complains about what is sent twice for no reason, what should not
 * go out any more, and what never comes to an end.
 */
export function createDeliveryJudge({ nowMs, accountOf, destinationsOf, complain }: DeliveryJudgeDeps) {
  const firings = new Map<string, Firing>();
  const ofTask = new Map<string, Firing[]>();
  const ofUser = new Map<string, Firing[]>();
  const lines = new Map<string, Line>();
  const messages = new Map<string, Message>();
  const takenIn = new Map<string, string>();
  const counts = { granted: 0, taken: 0, doubled: 0, sent: 0, suppressed: 0, dead: 0 };

  /** After the judge of commands: it asks for the state that the commit led to. */
  const observe = (rows: readonly Logged[]) => {
    for (const row of rows) {
      if (row.type === 'reminder.fired') expect(row);
      else if (row.type === 'reminder.acknowledged') acknowledge(row);
      else if (row.type.startsWith('notification.') || row.type === 'reminder.suppressed') hear(row);
      const about = aboutOf(row);
      if (about === 'task') look(row.user_id, ofTask.get(`${row.user_id} ${row.aggregate_id}`) ?? []);
      if (about === 'settings') look(row.user_id, ofUser.get(row.user_id) ?? []);
    }
  };

  const expect = (row: Logged) => {
    const account = accountOf(row.user_id);
    if (!account) return;
    const firing = firingOf(firingAfter(row), account);
    firings.set(firing.id, firing);
    add(ofTask, `${firing.userId} ${firing.taskId}`, firing);
    add(ofUser, firing.userId, firing);
    if (firing.acknowledgedAtMs !== null) return;
    const { isMailed, webhookIds } = destinationsOf(firing.userId);
    const to = [
      ...(isMailed && firing.channels.includes('email') ? [lineKey(firing.id, 'email', '')] : []),
      ...(firing.channels.includes('webhook') ? webhookIds.map((id) => lineKey(firing.id, 'webhook', id)) : []),
    ];
    for (const key of to) lines.set(key, { userId: firing.userId, firing, end: null });
  };

  const acknowledge = (row: Logged) => {
    const firing = firings.get(firingAfter(row).id);
    if (firing) firing.acknowledgedAtMs ??= nowMs();
  };

  const look = (userId: string, concerned: readonly Firing[]) => {
    const account = accountOf(userId);
    for (const firing of concerned) {
      const isOff = isCalledOff(firing, account);
      firing.offSinceMs = isOff ? (firing.offSinceMs ?? nowMs()) : null;
      firing.wasOff ||= isOff || !account || planOf(firing, account) !== firing.plan;
    }
  };

  const hear = (row: Logged) => {
    const { firingId, channel, webhookId, reason, messageId } = noticeAfter(row);
    const message = messageId === null ? undefined : messages.get(messageId);
    if (message && row.type !== 'notification.due') message.toldAtMs = row.occurred_at;
    const key = lineKey(firingId, channel, webhookId ?? '');
    const line = lines.get(key);
    if (!line || row.type === 'notification.due' || row.type === 'notification.failed') return;
    const wrong = (text: string) => complain('delivered', row.user_id, `${key} ${text}`);
    // What was on its way when it was called off went out, and that is told afterwards.
    if (line.end !== null && row.type !== 'notification.sent') wrong(`ended as ${line.end}, and as ${row.type}`);
    line.end = row.type;
    if (row.type === 'notification.sent') {
      counts.sent += 1;
      if (message) message.sentAtMs ??= row.occurred_at;
      if (!message || message.taken === 0) wrong('is told as sent, and nobody got it');
    } else if (row.type === 'reminder.suppressed') {
      counts.suppressed += 1;
      if (!line.firing.wasOff && line.firing.acknowledgedAtMs === null) wrong(`was called off (${reason}) for nothing`);
    } else {
      counts.dead += 1;
      if (!isEarned(reason, channel, line, message)) wrong(`was given up (${reason}) too early`);
    }
  };

  const isEarned = (
    reason: string | null,
    channel: Grant['channel'],
    { firing }: Line,
    message: Message | undefined,
  ) => {
    switch (reason) {
      case 'refused':
        return (message?.refused ?? 0) > 0;
      case 'gave_up':
        return nowMs() - firing.firedAtMs >= TRIED_FOR_MS[channel];
      case 'unclaimed':
        return nowMs() - firing.firedAtMs >= WEEK_MS;
      default:
        return reason === 'webhook_off';
    }
  };

  /** A notifier has something to send. */
  const granted = (grant: Grant) => {
    const { userId, messageId, claim, atMs } = grant;
    const before = messages.get(messageId);
    counts.granted += 1;
    for (const id of grant.firingIds) {
      const firing = firings.get(id);
      const offMs = Math.min(firing?.offSinceMs ?? Number.POSITIVE_INFINITY, firing?.acknowledgedAtMs ?? Infinity);
      if (offMs < atMs) complain('off', userId, `${messageId} for ${id}, which was called off at ${iso(offMs)}`);
    }
    if (before && before.latest.claim !== claim) {
      const isHeld = before.latest.leaseUntilMs > atMs && (before.toldAtMs ?? Infinity) > atMs;
      if (isHeld && before.latest.atMs <= atMs)
        complain('resent', userId, `${messageId} is in two hands until ${iso(before.latest.leaseUntilMs)}`);
      if ((before.sentAtMs ?? Infinity) < atMs)
        complain('resent', userId, `${messageId}, known as sent since ${iso(before.sentAtMs ?? 0)}`);
      if (before.notBeforeMs > atMs)
        complain('resent', userId, `${messageId}, not to be tried before ${iso(before.notBeforeMs)}`);
    }
    const known = before ?? { taken: 0, refused: 0, sentAtMs: null, toldAtMs: null, notBeforeMs: 0 };
    messages.set(messageId, { ...known, latest: grant, toldAtMs: null });
  };

  /** A notifier has sent something; this is what the other side made of it. */
  const tried = ({ userId, messageId, channel, destination, firingIds }: Grant, { isTaken, kind }: Tried) => {
    const message = messages.get(messageId);
    if (!message) return;
    if (kind === 'refused' || kind === 'gone') message.refused += 1;
    if (!isTaken) return;
    counts.taken += 1;
    if (message.taken > 0) counts.doubled += 1;
    message.taken += 1;
    for (const id of firingIds) {
      const key = lineKey(id, channel, destination);
      const other = takenIn.get(key) ?? messageId;
      if (other !== messageId) complain('resent', userId, `${key} in ${other} and in ${messageId}`);
      takenIn.set(key, messageId);
    }
  };

  /** The edge has taken a report of the latest try. */
  const reported = ({ messageId, claim }: Grant, { retryAfterMs }: Tried) => {
    const message = messages.get(messageId);
    if (message?.latest.claim === claim && message.toldAtMs !== null)
      message.notBeforeMs = Math.max(message.notBeforeMs, message.toldAtMs + (retryAfterMs ?? 0));
  };

  /**
   * When nothing has gone wrong for long: everything has come to its end.
   *
   * @param waiting whose messages the ledger still has as waiting
   */
  const settle = (waiting: readonly string[]) => {
    for (const userId of waiting) complain('delivered', userId, 'something waits for ever');
    for (const [key, { userId, firing, end }] of lines) {
      if (end === null && !firing.wasOff && firing.acknowledgedAtMs === null)
        complain('delivered', userId, `${key} rang at ${iso(firing.firedAtMs)} and has no end`);
    }
  };

  return { observe, granted, tried, reported, settle, counts: () => counts };
}
export type DeliveryJudge = ReturnType<typeof createDeliveryJudge>;

function add(groups: Map<string, Firing[]>, key: string, firing: Firing): void {
  const group = groups.get(key);
  if (group) group.push(firing);
  else groups.set(key, [firing]);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
