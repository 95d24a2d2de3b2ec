import { toEpochMs } from '#core/instant.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { isMissed } from '#core/reminder/missed.ts';

const MINUTE_MS = 60_000;
const UNITS = [
  { name: 'day', ms: 24 * 60 * MINUTE_MS },
  { name: 'hour', ms: 60 * MINUTE_MS },
  { name: 'minute', ms: MINUTE_MS },
] as const;

/** How late it rang: `12 minutes late`; `missed by 9 days` when it only stands in the bell; null when in time. */
export function latenessWords(firing: Pick<Firing, 'scheduledAt' | 'firedAt'>): string | null {
  const lateMs = toEpochMs(firing.firedAt) - toEpochMs(firing.scheduledAt);
  const unit = UNITS.find(({ ms }) => lateMs >= ms);
  // Less than a minute nobody notices, and nobody could tell from the clock.
  if (unit === undefined) return null;
  const count = Math.floor(lateMs / unit.ms);
  const span = `${count} ${unit.name}${count === 1 ? '' : 's'}`;
  return isMissed(firing) ? `missed by ${span}` : `${span} late`;
}

/** Whether it waited for the end of the quiet hours, which is no lateness. */
export function wasHeldBack({ plannedAt, scheduledAt }: Pick<Firing, 'plannedAt' | 'scheduledAt'>): boolean {
  return plannedAt !== scheduledAt;
}
