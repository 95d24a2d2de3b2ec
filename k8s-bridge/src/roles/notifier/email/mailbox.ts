/** Somebody mail can go to or come from. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

// Nothing that a header or an SMTP command could take for an end: stricter than RFC 5322, as every address in use is.
const ADDRESS = /^[^\s\p{Cc}<>()[\],;:\\"@]+@[^\s\p{Cc}<>()[\],;:\\"@]+$/u;
const NAMED = /^(?<name>[^<>]*)<(?<address>[^<>]*)>$/;
const MAX_CHARACTERS = 320;

/** Whether mail can be sent there without its text meaning anything else to a mail server. */
export function isMailAddress(text: string): boolean {
  return text.length <= MAX_CHARACTERS && ADDRESS.test(text);
}

/** Reads `Carillon <reminders@example.com>` or a bare address; null when it is neither. */
export function parseMailbox(text: string): Mailbox | null {
  const groups = NAMED.exec(text.trim())?.groups;
  const address = groups?.address ?? text.trim();
  const name = (groups?.name ?? '').trim().replace(/^"(.*)"$/, '$1');
  return isMailAddress(address) && !/\p{Cc}/u.test(name) ? { name, address } : null;
}
