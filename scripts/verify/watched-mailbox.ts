import { z } from 'zod';

/** As much of a mail as is looked at. */
export interface WatchedMail {
  readonly subject: string;
  readonly text: string;
}

export interface WatchedMailbox {
  /** Every mail to an address that has come so far. */
  readonly mailsTo: (address: string) => Promise<readonly WatchedMail[]>;
}

const FoundSchema = z.object({ messages: z.array(z.object({ ID: z.string() })) });
const MailSchema = z.object({ Subject: z.string(), Text: z.string() });
const TIMEOUT_MS = 10_000;

/** The mailbox of a cluster on one machine, by its own API. */
export function mailpitMailbox(origin: string, ask: typeof fetch): WatchedMailbox {
  const get = async (at: string) => {
    const answer = await ask(new URL(at, origin), { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`the mailbox answers ${answer.status}`);
    return answer.json();
  };
  return {
    async mailsTo(address) {
      const { messages } = FoundSchema.parse(
        await get(`/api/v1/search?query=${encodeURIComponent(`to:"${address}"`)}`),
      );
      const mails = await Promise.all(messages.map(({ ID }) => get(`/api/v1/message/${ID}`)));
      return mails.map((mail) => {
        const { Subject, Text } = MailSchema.parse(mail);
        return { subject: Subject, text: Text };
      });
    },
  };
}

/** What the mail for a new account proves its address with; null while there is none. */
export function verificationOf(mails: readonly WatchedMail[]): string | null {
  for (const { text } of mails) {
    const link = /https?:\/\/\S+\/verify-email\?token=\S+/.exec(text)?.[0];
    if (link !== undefined) return new URL(link).searchParams.get('token');
  }
  return null;
}
