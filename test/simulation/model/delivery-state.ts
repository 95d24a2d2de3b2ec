import { z } from 'zod';
import type { FiringState, Logged } from './logged.ts';
import type { Account } from './state.ts';

/** A ringing, as far as messages about it go. Times are ms since the epoch. */
export interface Firing {
  id: string;
  userId: string;
  taskId: string;
  reminderId: string;
  channels: readonly string[];
  firedAtMs: number;
  acknowledgedAtMs: number | null;
  /** Since when its task or its reminder says that nobody needs it; null while somebody does. */
  offSinceMs: number | null;
  /** Whether it ever was so, or was planned otherwise, also when that was taken back. */
  wasOff: boolean;
  /** What it was planned by. */
  plan: string;
}

const NoticeDataSchema = z.object({
  after: z.object({
    firingId: z.string().nullable(),
    channel: z.enum(['email', 'webhook']),
    webhookId: z.string().nullable(),
    reason: z.string().nullable(),
    messageId: z.string().nullable(),
  }),
});

/** What the log says of a message. */
export function noticeAfter({ data }: Logged) {
  return NoticeDataSchema.parse(JSON.parse(data)).after;
}

export function firingOf(after: FiringState, account: Account): Firing {
  const { id, taskId, reminderId, channels, firedAt, acknowledgedAt } = after;
  return {
    id,
    userId: account.id,
    taskId,
    reminderId,
    channels,
    firedAtMs: Date.parse(firedAt),
    acknowledgedAtMs: acknowledgedAt === null ? null : Date.parse(acknowledgedAt),
    offSinceMs: null,
    wasOff: false,
    plan: planOf({ taskId, reminderId }, account),
  };
}

/** One thing that one ringing sends to one place. */
export function lineKey(firingId: string | null, channel: string, destination: string): string {
  return `${firingId} ${channel} ${destination}`;
}

/** What decides when a reminder rings and where it is told: another plan may be a reason to call off what rang by this one. */
export function planOf({ taskId, reminderId }: Pick<Firing, 'taskId' | 'reminderId'>, account: Account): string {
  const task = account.tasks.get(taskId);
  const { zone, morning } = account.settings;
  return JSON.stringify([task?.due, task?.reminders.find(({ id }) => id === reminderId), zone, morning]);
}

/** Whether a task as it is now says that nobody needs to be told of its ringing any more. */
export function isCalledOff({ taskId, reminderId }: Firing, account: Account | undefined): boolean {
  const task = account?.tasks.get(taskId);
  if (task?.status !== 'open' || task.deletedAt !== null) return true;
  return !task.reminders.some(({ id }) => id === reminderId);
}
