import { byteLength } from '../text/text-schema.ts';

/**
 * Entries of a page as JSON texts, as many as fit, and at least one. Texts, because measuring them makes them: a page
 * of 4 MiB is not made twice.
 *
 * @param maxBytes of all texts together, as UTF-8, the commas between them included
 */
export function pageTexts<Entry>(entries: Iterable<Entry>, maxBytes: number): string[] {
  const texts: string[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const text = JSON.stringify(entry);
    bytes += byteLength(text) + 1;
    if (texts.length > 0 && bytes > maxBytes) break;
    texts.push(text);
  }
  return texts;
}
