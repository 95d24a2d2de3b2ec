import { deriveId } from '../derive-id.ts';
import type { DeliveryStatus } from './delivery.ts';
import type { MessageKind, OutsideChannel } from './delivery-notice.ts';
import type { DeliveryReason } from './delivery-reason.ts';
import { MAX_TRIES } from './retry-schedule.ts';

/** A line of the ledger that a claim looks at. Times are ms since the epoch. */
export interface ClaimLine {
  reminderId: string;
  firingId: string;
  channel: OutsideChannel;
  destination: string;
  status: DeliveryStatus;
  reason: DeliveryReason | null;
  messageId: string | null;
  /** Why it is not to be sent, as its task and its ringing are at this moment; null when it is. */
  calledOff: DeliveryReason | null;
  plannedAtMs: number;
  scheduledAtMs: number;
}

/** A message as the ledger has it. */
export interface ClaimMessage {
  id: string;
  kind: MessageKind;
  channel: OutsideChannel;
  destination: string;
  status: DeliveryStatus;
  /** How often it was claimed. */
  attempts: number;
  claimedUntilMs: number | null;
  nextAttemptAtMs: number | null;
  expiresAtMs: number | null;
}

/** Where mail and calls can go at this moment. */
export interface Destinations {
  /** The address of the account; null when the account is gone. */
  address: string | null;
  isVerified: boolean;
  /** Whether mail about reminders is wanted. */
  isSubscribed: boolean;
  /** Those that are switched on. */
  webhookIds: ReadonlySet<string>;
}

/** A line that nothing is sent of, and why. */
export interface Dropped<Line extends ClaimLine> {
  line: Line;
  reason: DeliveryReason;
}

/**
 * What is to become of one message, or of lines that are to be one: `grant` what is left of it; `cancel` all of it;
 * `closed` when it is through; `held` when it is somebody's, or not yet due.
 */
export type Verdict<Line extends ClaimLine, Message extends ClaimMessage> = Subject<Message> &
  (
    | { kind: 'grant'; lines: Line[]; dropped: Dropped<Line>[] }
    | { kind: 'cancel'; dropped: Dropped<Line>[]; reason: DeliveryReason }
    | { kind: 'closed'; status: DeliveryStatus; reason: DeliveryReason | null; lines: Line[] }
    | { kind: 'held'; untilMs: number }
  );

interface Subject<Message extends ClaimMessage> {
  messageId: string;
  /** Null when this claim makes it. */
  message: Message | null;
  channel: OutsideChannel;
  destination: string;
}

/** At the end of quiet hours more than so many are told in one mail, as in one push. */
const MAX_SINGLE = 3;
/** So that a commit stays small, whatever waited. */
export const MAX_PER_MESSAGE = 200;

/**
 * Which messages tell of these lines, and which of them go now: a call for each line; a mail for each, but one for all
 * that quiet hours held back to the same end when they are more than three.
 */
export function planClaim<Line extends ClaimLine, Message extends ClaimMessage>(
  {
    userId,
    lines,
    messages,
    destinations,
  }: {
    userId: string;
    lines: readonly Line[];
    messages: readonly Message[];
    destinations: Destinations;
  },
  nowMs: number,
): Verdict<Line, Message>[] {
  const known = new Map(messages.map((message) => [message.id, message]));
  const made = messages.map((message) => {
    const { id: messageId, channel, destination } = message;
    const own = lines.filter((line) => line.messageId === messageId);
    return verdictOn({ messageId, message, channel, destination }, own, destinations, nowMs);
  });
  const loose = lines.filter(({ messageId }) => messageId === null || !known.has(messageId));
  const fresh = groupsOf(loose).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { channel, destination } = first;
    const base: Subject<Message> = { messageId: messageIdOf(userId, group), message: null, channel, destination };
    return [verdictOn(base, group, destinations, nowMs)];
  });
  return [...made, ...fresh];
}

/** Lines that are to be one message. What is through by now stands alone. */
function groupsOf<Line extends ClaimLine>(lines: readonly Line[]): Line[][] {
  const isJoining = (line: Line) => line.channel === 'email' && line.status === 'waiting' && wasHeldBack(line);
  const joining = Map.groupBy(lines.filter(isJoining), ({ scheduledAtMs }) => scheduledAtMs);
  const alone = lines.filter((line) => !isJoining(line)).map((line) => [line]);
  const joined = [...joining.values()].flatMap((group) =>
    group.length > MAX_SINGLE ? slices(group) : group.map((line) => [line]),
  );
  return [...alone, ...joined];
}

function slices<Line>(lines: readonly Line[]): Line[][] {
  const count = Math.ceil(lines.length / MAX_PER_MESSAGE);
  return Array.from({ length: count }, (_, at) => lines.slice(at * MAX_PER_MESSAGE, (at + 1) * MAX_PER_MESSAGE));
}

function wasHeldBack({ plannedAtMs, scheduledAtMs }: ClaimLine): boolean {
  return scheduledAtMs > plannedAtMs;
}

/**
 * Follows from what it tells of, so that two claims at once make the same message and one of them wins. What rings
 * later to the same end of quiet hours makes another one: a message never grows once somebody may have sent it. The
 * user is part of it, because ids of tasks and reminders are chosen by clients and may be another user's, too.
 */
function messageIdOf(userId: string, lines: readonly ClaimLine[]): string {
  const [first] = lines;
  const firingIds = lines.map(({ firingId }) => firingId).sort();
  return deriveId('message', userId, first?.channel ?? '', first?.destination ?? '', ...firingIds);
}

function verdictOn<Line extends ClaimLine, Message extends ClaimMessage>(
  base: Subject<Message>,
  lines: Line[],
  destinations: Destinations,
  nowMs: number,
): Verdict<Line, Message> {
  const { message } = base;
  if (message) {
    const { status, claimedUntilMs, nextAttemptAtMs } = message;
    if (status !== 'waiting') return { ...base, kind: 'closed', status, reason: lines[0]?.reason ?? null, lines };
    if (claimedUntilMs !== null && claimedUntilMs > nowMs) return { ...base, kind: 'held', untilMs: claimedUntilMs };
    if (nextAttemptAtMs !== null && nextAttemptAtMs > nowMs) return { ...base, kind: 'held', untilMs: nextAttemptAtMs };
  }
  const nowhere = nowhereToGo(base, destinations, nowMs);
  const open: Line[] = [];
  const dropped: Dropped<Line>[] = [];
  let closed: Line | null = null;
  for (const line of lines) {
    const reason = line.calledOff ?? nowhere;
    // Taken notice of: that closed the line in its own commit, and nobody has said yet that nothing went out.
    if (line.status === 'cancelled' && line.reason === null) dropped.push({ line, reason: reason ?? 'acknowledged' });
    else if (line.status !== 'waiting') closed = line;
    else if (reason !== null) dropped.push({ line, reason });
    else open.push(line);
  }
  if (open.length > 0) return { ...base, kind: 'grant', lines: open, dropped };
  const [first] = dropped;
  if (first) return { ...base, kind: 'cancel', dropped, reason: first.reason };
  if (message) return { ...base, kind: 'cancel', dropped, reason: closed?.reason ?? 'removed' };
  return { ...base, kind: 'closed', status: closed?.status ?? 'cancelled', reason: closed?.reason ?? null, lines };
}

/** Account mail goes to an address that is not verified yet: that is what it is for. */
function nowhereToGo(
  { message, channel, destination }: Subject<ClaimMessage>,
  { address, isVerified, isSubscribed, webhookIds }: Destinations,
  nowMs: number,
): DeliveryReason | null {
  if (message && message.expiresAtMs !== null && message.expiresAtMs <= nowMs) return 'expired';
  // Claimed so often and hardly ever reported: it kills whoever takes it.
  if (message && message.attempts >= MAX_TRIES[channel]) return 'gave_up';
  if (channel === 'webhook') return webhookIds.has(destination) ? null : 'webhook_off';
  if (address === null) return 'no_address';
  if (message && message.kind !== 'reminder') return null;
  if (!isVerified) return 'no_address';
  return isSubscribed ? null : 'unsubscribed';
}
