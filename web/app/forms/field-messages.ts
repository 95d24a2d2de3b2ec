import type { FieldError } from '#core/errors.ts';

/** One sentence for each field that something is wrong with. */
export type FieldMessages = Readonly<Record<string, string>>;

/**
 * Turns what a schema found into sentences. Our own rules begin with “must” or “is” and lack only their subject; whatever
 * another library says about a value comes down to “is missing” or “is not valid”.
 *
 * @param names how each field is called at the start of a sentence
 */
export function messagesOf(errors: readonly FieldError[], names: Readonly<Record<string, string>>): FieldMessages {
  const messages: Record<string, string> = {};
  for (const { path, message } of errors) {
    const field = path.replace(/^body\./, '').split('.')[0] ?? '';
    const name = names[field];
    if (name === undefined || field in messages) continue;
    // The API has whole sentences for what only it can know.
    messages[field] = /^\p{Lu}.*\s.*\.$/u.test(message) ? message : `${name} ${predicate(message)}.`;
  }
  return messages;
}

function predicate(message: string): string {
  if (/^must (?:not be blank|have at least 1 )/.test(message) || /expected .+ received undefined|>=1 /.test(message)) {
    return 'is missing';
  }
  return /^(?:must|is) /.test(message) ? message.replace(/\.$/, '') : 'is not valid';
}
