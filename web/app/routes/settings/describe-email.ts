import type { EmailStatus } from '#core/account/email.ts';

/** Where mail stands, in a sentence, and what a press can do about it. */
export interface EmailWords {
  isReady: boolean;
  words: string;
  /** What asks for a link that verifies the address; null when there is nothing to ask for. */
  action: string | null;
}

/** @param ago writes an instant as a person says it: `5 min ago` */
export function describeEmail(
  { address, isVerified, verification, notifierSeenAt }: EmailStatus,
  ago: (instant: string) => string,
): EmailWords {
  if (isVerified) return { isReady: true, words: `${address} is yours: it is verified.`, action: null };
  const said = (words: string, action: string) => ({ isReady: false, words, action });
  if (verification === null) {
    return said(
      `Nothing is mailed to ${address} until you have shown that it is yours, by a link that is sent there.`,
      'Send me the link',
    );
  }
  switch (verification.status) {
    case 'waiting':
      return said(
        notifierSeenAt === null
          ? `The link to ${address} waits: no notifier has come for mail yet.`
          : `The link is on its way to ${address}.`,
        'Send another',
      );
    case 'sent':
      return said(
        `The link was mailed to ${address} ${ago(verification.askedAt)}. It works once, for a day. Look among the spam, too.`,
        'Send another',
      );
    case 'cancelled':
    case 'failed':
      return said(`The link could not be mailed to ${address}.`, 'Try again');
  }
}
