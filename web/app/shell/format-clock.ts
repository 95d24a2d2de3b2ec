/** The time of day of a moment, in the reader's zone and the clock of their language. */
export function formatClock(epochMs: number, { locale, zone }: { locale: string; zone: string }): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(epochMs);
}
