import { Temporal } from 'temporal-polyfill';
import { timeZones } from '#web/app/tasks/time-zones.ts';
import type { ComboBoxOption } from '#web/app/ui/parts/combo-box.tsx';

/** `Europe/Berlin (UTC+1)`, `Asia/Kathmandu (UTC+5:45)`: the offset is the one of this very moment. */
export function zoneLabel(zone: string, nowMs: number): string {
  const offset = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).offset;
  return `${zone.replaceAll('_', ' ')} (${offsetWords(offset)})`;
}

/** @param offset as in `+05:45` */
export function offsetWords(offset: string): string {
  const [, sign = '+', hours = '0', minutes = '00'] = /^([+-])(\d{2}):(\d{2})/.exec(offset) ?? [];
  const isZero = hours === '00' && minutes === '00';
  return isZero ? 'UTC' : `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}

/** Every zone there is, by name; the one in use stands among them also when this device does not list it. */
export function zoneOptions(current: string, nowMs: number): ComboBoxOption[] {
  const all = new Set([...timeZones(), current]);
  return [...all].sort().map((zone) => ({ value: zone, label: zoneLabel(zone, nowMs) }));
}
