import { byteLength } from '../text/text-schema.ts';

/**
 * Entries of a page as JSON texts, as many as fit. Texts, because measuring them makes them: a page of 4 MiB is not made
 * twice.
 *
 * @param maxBytes of all texts together, as UTF-8, the commas between them included
 * @param options.isFirst whether this begins the page: then the first entry comes in any case
 */
export function pageTexts<Entry>(
  entries: Iterable<Entry>,
  maxBytes: number,
  { isFirst = true }: { isFirst?: boolean } = {},
): { texts: string[]; bytes: number } {
  const texts: string[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const text = JSON.stringify(entry);
    const own = byteLength(text) + 1;
    if (bytes + own > maxBytes && !(isFirst && texts.length === 0)) break;
    bytes += own;
    texts.push(text);
  }
  return { texts, bytes };
}
