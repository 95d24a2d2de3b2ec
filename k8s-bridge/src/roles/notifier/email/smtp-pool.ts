import { createTransport, type SMTPPoolOptions, type SMTPPoolSentMessageInfo, type Transporter } from 'nodemailer';
import type { SmtpSettings } from './smtp-settings.ts';

type PooledTransporter = Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;

interface Open {
  /** Of the settings it was made with. */
  readonly made: string;
  readonly transporter: PooledTransporter;
}

const MAX_CONNECTIONS = 10;
const IDLE_MS = 30_000;

/**
 * The connections to the mail server. When the settings have changed since (a password was rotated) new mail takes new
 * connections, and the old ones finish what they carry.
 */
export function smtpPool(settings: SmtpSettings, stepTimeoutMs: number) {
  let open: Open | null = null;
  return {
    /** @throws when the settings cannot be read */
    async current(): Promise<PooledTransporter> {
      const options = await settings.read();
      const made = JSON.stringify(options);
      if (open?.made === made) return open.transporter;
      open?.transporter.close();
      const transporter = createTransport({
        ...options,
        pool: true,
        maxConnections: MAX_CONNECTIONS,
        idleTimeout: IDLE_MS,
        connectionTimeout: stepTimeoutMs,
        greetingTimeout: stepTimeoutMs,
        socketTimeout: stepTimeoutMs,
        dnsTimeout: stepTimeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      open = { made, transporter };
      return transporter;
    },
    close(): void {
      open?.transporter.close();
      open = null;
    },
  };
}
