import { LocaleSchema } from '#core/settings/settings.ts';
import { TimeZoneSchema } from '#core/time/zone.ts';

/** Where and in which language this device stands, as far as the server knows the names. A new account starts with it. */
export function deviceDefaults(): { zone?: string; locale?: string } {
  const zone = TimeZoneSchema.safeParse(deviceZone());
  const locale = LocaleSchema.safeParse(navigator.language);
  return { ...(zone.success ? { zone: zone.data } : {}), ...(locale.success ? { locale: locale.data } : {}) };
}

/** The zone of this device. */
export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
