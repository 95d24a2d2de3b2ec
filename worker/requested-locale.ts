import { LocaleSchema } from '#core/settings/settings.ts';

const FALLBACK = 'en';

/** The language a browser asks for first, if it is one; for visitors who have no settings yet. */
export function requestedLocale(acceptLanguage: string | undefined): string {
  const first = acceptLanguage?.split(',')[0]?.split(';')[0]?.trim();
  const locale = LocaleSchema.safeParse(first);
  return locale.success ? locale.data : FALLBACK;
}
