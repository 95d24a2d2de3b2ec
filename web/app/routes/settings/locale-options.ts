import type { ComboBoxOption } from '#web/app/ui/parts/combo-box.tsx';

/** Ways to write dates that people ask for most; any other can be set through the API, and stays in the list. */
const LOCALES = [
  'en-US',
  'en-GB',
  'en-AU',
  'en-CA',
  'en-IE',
  'en-IN',
  'en-NZ',
  'en-ZA',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'fr-BE',
  'fr-CA',
  'fr-CH',
  'es-ES',
  'es-AR',
  'es-MX',
  'pt-BR',
  'pt-PT',
  'it-IT',
  'it-CH',
  'nl-NL',
  'nl-BE',
  'sv-SE',
  'nb-NO',
  'da-DK',
  'fi-FI',
  'is-IS',
  'pl-PL',
  'cs-CZ',
  'sk-SK',
  'sl-SI',
  'hr-HR',
  'hu-HU',
  'ro-RO',
  'bg-BG',
  'el-GR',
  'uk-UA',
  'tr-TR',
  'et-EE',
  'lv-LV',
  'lt-LT',
  'he-IL',
  'ar-EG',
  'ar-SA',
  'fa-IR',
  'hi-IN',
  'bn-BD',
  'th-TH',
  'vi-VN',
  'id-ID',
  'ms-MY',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'zh-HK',
  'zh-TW',
  'ca-ES',
  'eu-ES',
  'ga-IE',
  'cy-GB',
  'sw-KE',
  'af-ZA',
];

/** Languages with their names, each in itself, by name. */
export function localeOptions(current: string, others: readonly string[]): ComboBoxOption[] {
  const all = new Set([...LOCALES, ...others, current]);
  return [...all]
    .map((locale) => ({ value: locale, label: localeLabel(locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

export function localeLabel(locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
