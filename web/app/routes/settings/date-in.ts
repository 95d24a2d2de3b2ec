/** The day of an instant, as the person writes dates where they are. */
export function dateIn(instant: string, { zone, locale }: { zone: string; locale: string }): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(Date.parse(instant));
}
