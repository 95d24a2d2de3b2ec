/** Units a lead is written in, the largest first. */
export const LEAD_UNITS = [
  { id: 'days', name: 'day', minutes: 1440 },
  { id: 'hours', name: 'hour', minutes: 60 },
  { id: 'minutes', name: 'minute', minutes: 1 },
] as const;

export type LeadUnit = (typeof LEAD_UNITS)[number];

/** A lead in the largest unit it is a whole number of. */
export function splitLead(minutes: number): { count: number; unit: LeadUnit } {
  const fitting = LEAD_UNITS.find((unit) => minutes > 0 && minutes % unit.minutes === 0);
  const unit = fitting ?? LEAD_UNITS[2];
  return { count: minutes / unit.minutes, unit };
}

/** `30 minutes before`, `1 day before`, `when it is due`, `no reminder`. */
export function leadWords(minutes: number | null): string {
  if (minutes === null) return 'no reminder';
  if (minutes === 0) return 'when it is due';
  const { count, unit } = splitLead(minutes);
  return `${count} ${unit.name}${count === 1 ? '' : 's'} before`;
}
