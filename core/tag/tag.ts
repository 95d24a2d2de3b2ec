import { z } from 'zod';

const MAX_CHARACTERS = 50;
export const MAX_TAGS_PER_TASK = 20;

/** One spelling for every way to write a tag: compatibility forms joined, lower case. Idempotent. */
export function normaliseTag(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/**
 * A tag in any script: letters, digits, `-` and `_`, with at least one letter (so that `#123` stays text).
 * Parsing answers the normalised form, which is the only one stored.
 */
export const TagSchema = z
  .string()
  .min(1)
  .max(MAX_CHARACTERS * 2)
  .overwrite(normaliseTag)
  .refine((tag) => tag.isWellFormed() && /^[\p{L}\p{M}\p{N}_-]+$/u.test(tag) && /\p{L}/u.test(tag), {
    message: 'must be letters, digits, "-" and "_", with at least one letter',
  })
  .refine((tag) => [...tag].length <= MAX_CHARACTERS, { message: `must be at most ${MAX_CHARACTERS} characters` })
  .meta({ examples: ['home', 'größe', 'عمل'] });

/** Tags as they stand on a task: unique, sorted, so that equal sets are equal JSON. */
export function tagSet(tags: Iterable<string>): string[] {
  return [...new Set(tags)].sort();
}
