import { localTimeAt } from '#core/time/local.ts';

/** One city an hour, from east to west. */
const CITIES = [
  'Pacific/Auckland',
  'Pacific/Noumea',
  'Australia/Brisbane',
  'Asia/Tokyo',
  'Asia/Singapore',
  'Asia/Bangkok',
  'Asia/Dhaka',
  'Asia/Karachi',
  'Asia/Dubai',
  'Europe/Istanbul',
  'Europe/Athens',
  'Europe/Berlin',
  'Europe/London',
  'Atlantic/Azores',
  'Atlantic/South_Georgia',
  'America/Sao_Paulo',
  'America/Halifax',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'Pacific/Pago_Pago',
];
const MORNING_MINUTES = 10 * 60 + 30;

/**
 * A zone in which it is the middle of a morning now: whoever visits from there sees the same part of the day, whenever it
 * is that they come. Summer time leaves gaps of an hour.
 */
export function zoneOfTheMorning(nowMs: number): string {
  const distance = (zone: string) => {
    const [hours = 0, minutes = 0] = localTimeAt(nowMs, zone).split(':').map(Number);
    return Math.abs(hours * 60 + minutes - MORNING_MINUTES);
  };
  return CITIES.reduce((nearest, zone) => (distance(zone) < distance(nearest) ? zone : nearest));
}
