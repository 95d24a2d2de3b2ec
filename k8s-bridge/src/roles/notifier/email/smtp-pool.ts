import {
  createTransport,
  type SendMailOptions,
  type SMTPPoolOptions,
  type SMTPPoolSentMessageInfo,
  type Transporter,
} from 'nodemailer';
import type { SmtpSettings } from './smtp-settings.ts';

type PooledTransporter = Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;

interface Open {
  /** Of the settings it was made with. */
  readonly made: string;
  readonly transporter: PooledTransporter;
}

export interface PoolTimeouts {
  /** To connect, to be greeted, to find an address. */
  readonly stepMs: number;
  /** Of silence on a connection that carries a mail: a net below the time that whoever sends has set. */
  readonly silenceMs: number;
}

interface Sending {
  /** Ends it, however far it has come. */
  readonly signal: AbortSignal;
  /** Called once the server has been given the text to its end. From then on it may have taken the mail. */
  readonly onHandedOver: () => void;
}

const MAX_CONNECTIONS = 10;
const IDLE_MS = 30_000;

/**
 * The connections to the mail server. When the settings have changed since (a password was rotated) new mail takes new
 * connections, and the old ones finish what they carry.
 */
export function smtpPool(settings: SmtpSettings, { stepMs, silenceMs }: PoolTimeouts) {
  let open: Open | null = null;
  const watched = new Map<string, () => void>();
  /** @throws when the settings cannot be read */
  const current = async (): Promise<PooledTransporter> => {
    const options = await settings.read();
    const made = JSON.stringify(options);
    if (open?.made === made) return open.transporter;
    open?.transporter.close();
    const transporter = createTransport({
      ...options,
      pool: true,
      maxConnections: MAX_CONNECTIONS,
      idleTimeout: IDLE_MS,
      connectionTimeout: stepMs,
      greetingTimeout: stepMs,
      socketTimeout: silenceMs,
      dnsTimeout: stepMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    transporter.use('stream', ({ data, message }, done) => {
      // The stream is read only when the server has asked for the text, so its end is the end of what it was given.
      message?.processFunc((text) => text.once('end', () => watched.get(data.messageId ?? '')?.()));
      done();
    });
    open = { made, transporter };
    return transporter;
  };
  return {
    /** @returns what the server answered; @throws what the library throws */
    async send(mail: SendMailOptions & { messageId: string }, { signal, onHandedOver }: Sending): Promise<string> {
      const transporter = await current();
      watched.set(mail.messageId, onHandedOver);
      try {
        const { response } = await transporter.sendMail({ ...mail, signal });
        return response;
      } finally {
        watched.delete(mail.messageId);
      }
    },
    /** @throws when the server does not answer, or does not take the login */
    async verify(): Promise<void> {
      const transporter = await current();
      await transporter.verify();
    },
    close(): void {
      open?.transporter.close();
      open = null;
    },
  };
}
