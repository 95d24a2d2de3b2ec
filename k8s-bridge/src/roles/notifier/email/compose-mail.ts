import type { SendMailOptions } from 'nodemailer';
import { renderEmail } from '#core/delivery/render-email.ts';
import type { EmailGrant } from '../ledger.ts';
import type { Mailbox } from './mailbox.ts';

interface Composing {
  readonly from: Mailbox;
  /** When it is sent, in ms since the epoch. */
  readonly nowMs: number;
}

/**
 * A message as it is handed to the mail server. Its Message-ID is made of the id of the message, so that every try of it
 * is the same mail to whoever gets it twice.
 */
export function composeMail(
  { messageId, to, letter }: Pick<EmailGrant, 'messageId' | 'to' | 'letter'>,
  { from, nowMs }: Composing,
) {
  const { subject, text, html, headers } = renderEmail(letter, nowMs);
  return {
    messageId: `<${messageId}@${hostOf(from.address)}>`,
    from: { ...from },
    // As an object: the text of an address is not parsed for further ones.
    to: { name: '', address: to },
    envelope: { from: from.address, to: [to] },
    subject: withoutEncodedWords(oneLine(subject)),
    text,
    html,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)])),
    disableFileAccess: true,
    disableUrlAccess: true,
  } satisfies SendMailOptions;
}

/** What stands in a header: a line break in it would begin a header of its own, whoever let it through before. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .toWellFormed();
}

/** What a person typed is no code of mail, which could hide a line break: an invisible joiner keeps it from being one. */
function withoutEncodedWords(text: string): string {
  return text.replaceAll('=?', '=\u2060?');
}

function hostOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
