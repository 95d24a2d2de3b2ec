import { deliveryId } from '#core/delivery/delivery.ts';
import type { DeliveryNotice } from '#core/delivery/delivery-notice.ts';
import { deriveId } from '#core/derive-id.ts';
import { toInstant } from '#core/instant.ts';
import type { DeliveryEvent } from '#core/log/event.ts';
import type { LedgerLine, LedgerMessage } from '../../db/queries/read-claim.ts';

/** What an event says beyond its line. Times are ms since the epoch. */
export interface Said extends Pick<DeliveryNotice, 'status' | 'reason' | 'messageId' | 'attempts' | 'code' | 'error'> {
  nextAttemptAtMs: number | null;
}

/**
 * What the log tells of a line, as its next version. The id of the event follows from the line and that version, so
 * that of two that tell at once one wins, and a second run tells nothing new. The user is part of it: lines of two users
 * may have one id, because clients choose those that they derive from, and in the log ids of events stand once.
 */
export function deliveryEvent(
  userId: string,
  type: DeliveryEvent['type'],
  line: LedgerLine,
  kind: LedgerMessage['kind'],
  said: Said,
  nowMs: number,
): { id: string; event: DeliveryEvent } {
  const { nextAttemptAtMs, ...rest } = said;
  const isReminder = line.reminderId !== '';
  const after: DeliveryNotice = {
    id: deliveryId(line.firingId, line.channel, line.destination),
    kind,
    firingId: isReminder ? line.firingId : null,
    reminderId: isReminder ? line.reminderId : null,
    taskId: line.taskId,
    title: line.title,
    channel: line.channel,
    webhookId: line.channel === 'webhook' && line.destination !== '' ? line.destination : null,
    ...rest,
    lateMs: Math.max(0, nowMs - line.scheduledAtMs),
    nextAttemptAt: nextAttemptAtMs === null ? null : toInstant(nextAttemptAtMs),
    version: line.version + 1,
    updatedAt: toInstant(nowMs),
  };
  return { id: deriveId('event', userId, after.id, String(after.version)), event: { kind: 'delivery', type, after } };
}
