const MAX_CHARACTERS = 200;
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the point.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const URLS = /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi;
const MAILBOXES = /<[^<>\s]*>|[^\s<>"']+@[^\s<>"']+/g;
const IPV4 = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g;
const IPV6 = /\[?(?:[0-9a-f]{0,4}:){2,}[0-9a-f.]*\]?/gi;
const HOSTS = /\b(?:[\p{L}\d-]+\.)+\p{L}{2,}(?::\d+)?\b/gu;

/**
 * What another side said went wrong, fit for the ledger and the log: one line, not long, and without addresses, which
 * mail servers and network errors like to repeat (`550 <ada@example.com> unknown`).
 */
export function plainError(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(CONTROLS, ' ')
    .replace(URLS, '…')
    .replace(MAILBOXES, '…')
    .replace(IPV4, '…')
    .replace(IPV6, '…')
    .replace(HOSTS, '…')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...plain];
  const short = characters.length <= MAX_CHARACTERS ? plain : `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
  return short === '' ? 'No reason was given.' : short;
}
