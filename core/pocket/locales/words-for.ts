import type { PocketLocale } from '../pocket-locale.ts';
import { EN } from './en.ts';

const LOCALES: readonly PocketLocale[] = [EN];

/** The words of a language tag such as `en-GB`; English for a language that has none yet. */
export function wordsFor(tag: string): PocketLocale {
  const language = tag.split('-')[0]?.toLowerCase();
  return LOCALES.find(({ code }) => code === language) ?? EN;
}
