import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import type { SMTPPoolOptions } from 'nodemailer';
import type { Secret } from '../../../config/secret.ts';
import { ConfigError } from '../../../errors.ts';
import type { NotifierConfig } from '../notifier-variables.ts';
import { type Mailbox, parseMailbox } from './mailbox.ts';

/** Where mail goes out, as it is at this moment: passwords and certificates lie in files that are replaced. */
export interface SmtpSettings {
  readonly from: Mailbox;
  /** @throws when a file cannot be read, or SMTP_URL is none */
  readonly read: () => Promise<SMTPPoolOptions>;
}

type Security = NotifierConfig['SMTP_SECURITY'];

interface Server {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

const PORTS: Readonly<Record<Security, number>> = { none: 25, starttls: 587, tls: 465 };

/**
 * What the configuration says about mail; null when it says nothing, and there is no mail.
 *
 * @throws ConfigError
 */
export function smtpSettings(config: NotifierConfig): SmtpSettings | null {
  const { SMTP_URL: url, SMTP_HOST: host, SMTP_FROM: from } = config;
  if (url === undefined && host === undefined) return null;
  if (url !== undefined && host !== undefined) throw new ConfigError('Give either SMTP_URL or SMTP_HOST, not both.');
  if (from === undefined) throw new ConfigError('SMTP_FROM is missing: mail needs somebody it comes from.');
  const mailbox = parseMailbox(from);
  if (mailbox === null) throw new ConfigError('SMTP_FROM must look like Carillon <reminders@example.com>.');
  return {
    from: mailbox,
    async read() {
      const server = url === undefined ? await serverOf(config, host ?? '') : await parseUrl(url, config.SMTP_SECURITY);
      const ca = config.SMTP_CA_FILE === undefined ? undefined : await readFile(config.SMTP_CA_FILE, 'utf8');
      return toOptions(server, ca);
    },
  };
}

async function serverOf(config: NotifierConfig, host: string): Promise<Server> {
  const { SMTP_SECURITY: security, SMTP_PORT: port, SMTP_USERNAME: user } = config;
  const password = await config.SMTP_PASSWORD?.read();
  return { host, port: port === 0 ? PORTS[security] : port, security, user, password };
}

/** Read here and not by the library, for which a URL could also switch the verification of certificates off. */
async function parseUrl(secret: Secret, asked: Security): Promise<Server> {
  const text = await secret.read();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || url.search !== '') {
    throw new ConfigError('SMTP_URL must look like smtp://user:password@host:587, without a query.');
  }
  const security = url.protocol === 'smtps:' ? 'tls' : asked;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORTS[security] : Number(url.port),
    security,
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
  };
}

function toOptions({ host, port, security, user, password }: Server, ca: string | undefined): SMTPPoolOptions {
  return {
    host,
    port,
    secure: security === 'tls',
    // Whoever strips STARTTLS from the answers of the server gets no mail to read.
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { rejectUnauthorized: true, ...(ca !== undefined && { ca: [...tls.rootCertificates, ca] }) },
    ...(user !== undefined && { auth: { user, pass: password ?? '' }, forceAuth: true }),
  };
}
