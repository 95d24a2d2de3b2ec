import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { z } from 'zod';
import { PlainError } from '../local/plain-error.ts';

/** A mail as it was handed over: what the file of one holds. */
const DeliverySchema = z.object({
  id: z.int().positive(),
  receivedAtMs: z.int(),
  /** Of the envelope, which decides where a mail goes, whatever its headers say. */
  envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
  isTls: z.boolean(),
  /** Who had logged in. */
  user: z.string().nullable(),
  /** Byte for byte, each byte one character (latin1). */
  raw: z.string(),
});
type Delivery = z.infer<typeof DeliverySchema>;

/** A mail, read. */
export interface CaughtMail extends Delivery {
  readonly subject: string;
  /** As the headers have them, for people: `Name <address>`. */
  readonly from: string;
  readonly to: string;
  readonly messageId: string | null;
  readonly text: string | null;
  readonly html: string | null;
  /** In their order, names in lower case, values unfolded. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** What was caught, oldest first. */
export interface Mailbox {
  readonly mails: () => readonly CaughtMail[];
  readonly add: (delivery: Omit<Delivery, 'id'>) => Promise<CaughtMail>;
  /** The first mail that fits, now or later; an error after `timeoutMs` (20 s). */
  readonly waitFor: (fits: (mail: CaughtMail) => boolean, timeoutMs?: number) => Promise<CaughtMail>;
  /** Calls back after each mail, until the answer is called. */
  readonly onMail: (listener: (mail: CaughtMail) => void) => () => void;
}

/** Opens a mailbox; with a folder, on what it already holds. */
export async function openMailbox(folder?: string): Promise<Mailbox> {
  const mails: CaughtMail[] = folder ? await load(folder) : [];
  const listeners = new Set<(mail: CaughtMail) => void>();
  let lastId = mails.at(-1)?.id ?? 0;
  const onMail = (listener: (mail: CaughtMail) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    mails: () => mails,
    onMail,
    async add(delivery) {
      lastId += 1;
      const mail = await read({ id: lastId, ...delivery });
      if (folder) await store(folder, { id: mail.id, ...delivery });
      mails.push(mail);
      for (const listener of listeners) listener(mail);
      return mail;
    },
    waitFor(fits, timeoutMs = 20_000) {
      const there = mails.find(fits);
      if (there) return Promise.resolve(there);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          forget();
          const subjects = mails.map((mail) => `${mail.envelope.to}: ${mail.subject}`).join('; ');
          reject(new PlainError(`No such mail within ${timeoutMs} ms. There are: ${subjects || 'none'}`));
        }, timeoutMs);
        const forget = onMail((mail) => {
          if (!fits(mail)) return;
          clearTimeout(timer);
          forget();
          resolve(mail);
        });
      });
    },
  };
}

async function read(delivery: Delivery): Promise<CaughtMail> {
  const parsed = await PostalMime.parse(Buffer.from(delivery.raw, 'latin1'));
  const headers = parsed.headers.map(({ key, value }) => ({ name: key, value }));
  const header = (name: string) => headers.find((one) => one.name === name)?.value ?? '';
  return {
    ...delivery,
    subject: parsed.subject ?? '',
    from: header('from'),
    to: header('to'),
    messageId: parsed.messageId ?? null,
    text: parsed.text ?? null,
    html: parsed.html ?? null,
    headers,
  };
}

async function load(folder: string): Promise<CaughtMail[]> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const deliveries = files.map((file) => DeliverySchema.parse(JSON.parse(file)));
  return Promise.all(deliveries.sort((a, b) => a.id - b.id).map(read));
}

/** Renamed at the end: half a file would keep the mailbox from opening. */
async function store(folder: string, delivery: Delivery): Promise<void> {
  const file = path.join(folder, `${delivery.id}.json`);
  await writeFile(`${file}.partial`, JSON.stringify(delivery));
  await rename(`${file}.partial`, file);
}
