import { buildGrammar, type Grammar } from '../grammar/grammar.ts';
import type { Locale } from '../locale.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { UR } from './ur.ts';

const LOCALES: readonly Locale[] = [EN, DE, ES, UR];

/** The languages that are known, English first. */
export const LOCALE_CODES: readonly string[] = LOCALES.map(({ code }) => code);

const built = new Map<Locale, Grammar>();

/** The grammar of a language tag such as `de-CH`; English for one that is not known. Built once. */
export function grammarOf(tag: string): Grammar {
  const language = tag.split('-')[0]?.toLowerCase();
  const locale = LOCALES.find(({ code }) => code === language) ?? EN;
  const before = built.get(locale);
  if (before !== undefined) return before;
  const grammar = buildGrammar(locale);
  built.set(locale, grammar);
  return grammar;
}
