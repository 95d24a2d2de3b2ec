import type { Delivery } from '#core/delivery/delivery.ts';
import type { RungReminder } from '#core/query/deliveries-query.ts';
import type { Channel } from '#core/reminder/reminder.ts';

/** One line of what became of a ringing: `Push to Firefox on Linux`, `sent 9:00:10, in time`. */
export interface DeliveryLine {
  key: string;
  tone: 'done' | 'waiting' | 'stopped' | 'failed';
  where: string;
  what: string;
}

const PLACES: Readonly<Record<Channel, string>> = {
  in_app: 'In Carillon',
  push: 'Push',
  email: 'Email',
  webhook: 'Webhook',
};
const NO_DEVICE = 'no device was turned on';
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
    return [{ key: channel, tone: 'stopped', where: PLACES[channel], what: NO_DEVICE }];
  });
}

function describe(delivery: Delivery, clock: (instant: string) => string): DeliveryLine {
  const { id, channel, device, status } = delivery;
  const where = device ? `${PLACES[channel]} to ${device.name ?? 'a device that was removed'}` : PLACES[channel];
  const last = delivery.attempts.at(-1);
  const base = { key: id, where };
  switch (status) {
    case 'sent': {
      const how = `${channel === 'in_app' ? 'shown' : 'sent'} ${clock(last?.at ?? delivery.updatedAt)}`;
      return { ...base, tone: 'done', what: last ? `${how}, ${lateWords(last.lateMs)}` : how };
    }
    case 'cancelled':
      return { ...base, tone: 'stopped', what: 'not needed any more' };
    case 'failed':
      if (channel === 'push' && !device) return { ...base, tone: 'stopped', what: NO_DEVICE };
      return { ...base, tone: 'failed', what: `failed ${clock(delivery.updatedAt)}. ${last?.error ?? ''}`.trim() };
    case 'waiting':
      return { ...base, tone: 'waiting', what: waitingWords(delivery, clock) };
  }
}

function waitingWords({ channel, nextAttemptAt, attempts }: Delivery, clock: (instant: string) => string): string {
  if (channel === 'in_app') return 'no window has shown it yet';
  if (channel !== 'push' || nextAttemptAt === null) return 'waits to be sent';
  const tries = attempts.length;
  if (tries === 0) return `goes out ${clock(nextAttemptAt)} unless a window shows it`;
  return `${tries === 1 ? 'one try' : `${tries} tries`} failed, again ${clock(nextAttemptAt)}`;
}

/** `in time` below a second, which nobody notices; else the largest unit: `12 s late`, `3 days late`. */
export function lateWords(lateMs: number): string {
  const unit = UNITS.find(({ ms }) => lateMs >= ms);
  if (!unit) return 'in time';
  const count = Math.floor(lateMs / unit.ms);
  return `${count} ${unit.name}${unit.name === 'day' && count !== 1 ? 's' : ''} late`;
}
