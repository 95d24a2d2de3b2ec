import type { Delivery } from '#core/delivery/delivery.ts';
import type { DeliveryReason } from '#core/delivery/delivery-reason.ts';
import type { RungReminder } from '#core/query/deliveries-query.ts';
import type { Channel } from '#core/reminder/reminder.ts';
import { reasonWords } from '#web/app/reminders/reason-words.ts';

/** One line of what became of a ringing: `Push to Firefox on Linux`, `sent 9:00:10, in time`. */
export interface DeliveryLine {
  key: string;
  tone: 'done' | 'waiting' | 'stopped' | 'failed';
  where: string;
  what: string;
  /** Where what stands in its way can be put right. */
  remedy: Remedy | null;
  /** It was given up, and can be asked for once more. */
  canSendAgain: boolean;
}

export interface Remedy {
  href: string;
  label: string;
}

const PLACES: Readonly<Record<Channel, string>> = {
  in_app: 'In Carillon',
  push: 'Push',
  email: 'Email',
  webhook: 'Webhook',
};
const NO_DEVICE = 'no device was turned on';
const REMEDIES: Partial<Record<DeliveryReason, Remedy>> = {
  no_address: { href: '/settings/reminders#email', label: 'Verify your address' },
  unsubscribed: { href: '/settings/reminders#email', label: 'Have mail again' },
  no_webhook: { href: '/settings/webhooks', label: 'Your webhooks' },
  webhook_off: { href: '/settings/webhooks', label: 'Your webhooks' },
};
const UNITS = [
  { name: 'day', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1000 },
] as const;

/**
 * What became of a ringing, in the order of its channels.
 *
 * @param clock writes an instant as the wall clock of the user, with seconds
 */
export function describeDeliveries(rung: RungReminder, clock: (instant: string) => string): DeliveryLine[] {
  if (rung.isMissed) return [];
  return rung.channels.flatMap((channel): DeliveryLine[] => {
    const lines = rung.deliveries.filter((delivery) => delivery.channel === channel);
    if (lines.length > 0) return lines.map((line) => describe(line, clock));
    const nowhere = { remedy: null, canSendAgain: false };
    return [{ ...nowhere, key: channel, tone: 'stopped', where: PLACES[channel], what: NO_DEVICE }];
  });
}

function describe(delivery: Delivery, clock: (instant: string) => string): DeliveryLine {
  const { id, channel, device, webhook, status, reason } = delivery;
  const last = delivery.attempts.at(-1);
  const isOutside = channel === 'email' || channel === 'webhook';
  const remedy = reason === null ? null : (REMEDIES[reason] ?? null);
  const base = { key: id, where: placeOf(delivery), remedy: null, canSendAgain: false };
  switch (status) {
    case 'sent': {
      const how = `${channel === 'in_app' ? 'shown' : 'sent'} ${clock(last?.at ?? delivery.updatedAt)}`;
      return { ...base, tone: 'done', what: last ? `${how}, ${lateWords(last.lateMs)}` : how };
    }
    case 'cancelled': {
      const why = isOutside && reason !== null ? `not sent: ${reasonWords[reason]}` : 'not needed any more';
      return { ...base, tone: 'stopped', what: why, remedy };
    }
    case 'failed': {
      if (channel === 'push' && !device) return { ...base, tone: 'stopped', what: NO_DEVICE };
      if (!isOutside) return { ...base, tone: 'failed', what: failedWords(delivery, clock) };
      // What had nowhere to go, too: whoever puts that right has not lost it.
      const canSendAgain = channel === 'email' || (webhook !== null && webhook.name !== null);
      return { ...base, tone: 'failed', what: givenUpWords(delivery, clock), remedy, canSendAgain };
    }
    case 'waiting':
      return { ...base, tone: 'waiting', what: waitingWords(delivery, clock) };
  }
}

function placeOf({ channel, device, webhook }: Delivery): string {
  if (device) return `${PLACES[channel]} to ${device.name ?? 'a device that was removed'}`;
  if (webhook) return `${PLACES[channel]} ${webhook.name === null ? 'that was deleted' : `“${webhook.name}”`}`;
  return PLACES[channel];
}

function failedWords({ updatedAt, attempts }: Delivery, clock: (instant: string) => string): string {
  return `failed ${clock(updatedAt)}. ${attempts.at(-1)?.error ?? ''}`.trim();
}

/** Why a mail or a call was given up, how often it was tried, and what the other side said last. */
function givenUpWords(delivery: Delivery, clock: (instant: string) => string): string {
  const { attempts, reason, updatedAt } = delivery;
  if (attempts.length === 0 && reason !== null) return `not sent: ${reasonWords[reason]}`;
  const why = reason === null || reason === 'gave_up' ? '' : `: ${reasonWords[reason]}`;
  const after = attempts.length > 1 ? ` after ${attempts.length} tries` : '';
  return `given up ${clock(updatedAt)}${after}${why}. ${attempts.at(-1)?.error ?? ''}`.trim();
}

function waitingWords({ channel, nextAttemptAt, attempts }: Delivery, clock: (instant: string) => string): string {
  if (channel === 'in_app') return 'no window has shown it yet';
  const last = attempts.at(-1);
  const tries = attempts.length === 1 ? 'one try' : `${attempts.length} tries`;
  if (channel !== 'push') {
    if (!last) return 'waits for a notifier to come for it';
    const again = nextAttemptAt === null ? 'to be tried again' : `again ${clock(nextAttemptAt)}`;
    return `${tries} failed, ${again}. ${last.error ?? ''}`.trim();
  }
  if (nextAttemptAt === null) return 'waits to be sent';
  if (!last) return `goes out ${clock(nextAttemptAt)} unless a window shows it`;
  return `${tries} failed, again ${clock(nextAttemptAt)}`;
}

/** `in time` below a second, which nobody notices; else the largest unit: `12 s late`, `3 days late`. */
export function lateWords(lateMs: number): string {
  const unit = UNITS.find(({ ms }) => lateMs >= ms);
  if (!unit) return 'in time';
  const count = Math.floor(lateMs / unit.ms);
  return `${count} ${unit.name}${unit.name === 'day' && count !== 1 ? 's' : ''} late`;
}
