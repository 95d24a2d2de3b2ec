import { once } from 'node:events';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import type { Certificate } from './certificates.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { serveMailbox } from './mailbox-page.ts';
import { armedFaults, SmtpAnswer, type SmtpFault, type SmtpFaults } from './smtp-fault.ts';

const CLOSE_TIMEOUT_MS = 200;
/** Longer than any client waits: a server that hangs must not be the first to give up. */
const SOCKET_TIMEOUT_MS = 3_600_000;

interface CatcherOptions {
  /** 0 is any free one. */
  readonly port?: number;
  readonly pagePort?: number;
  /** Where mails are kept, and found again by the next start; without one they are only in memory. */
  readonly folder?: string;
  /** Who may send; without it anybody, and no login is offered. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Offers STARTTLS with it; a login is then taken only over TLS. */
  readonly certificate?: Certificate;
  /** TLS from the first byte on, with that certificate. */
  readonly isTlsFromStart?: boolean;
}

/** A mail server on 127.0.0.1 that delivers to nobody, with a page that shows what came. */
export interface SmtpCatcher extends Pick<Mailbox, 'mails' | 'waitFor'> {
  readonly port: number;
  /** `http://127.0.0.1:port/`; `mails.json` below it. */
  readonly pageUrl: string;
  /** Lets it go wrong from now on, until `heal` or so many times. */
  readonly fail: (fault: SmtpFault, times?: number) => void;
  readonly heal: () => void;
  /** How many connections were opened so far. */
  readonly connectionCount: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts one and returns when both ports answer. */
export async function startSmtpCatcher(options: CatcherOptions = {}): Promise<SmtpCatcher> {
  const mailbox = await openMailbox(options.folder);
  const faults = armedFaults();
  const sockets = new Set<Socket>();
  let connectionCount = 0;
  const dropSocketOf = ({ remotePort }: SMTPServerSession) => {
    for (const socket of sockets) if (socket.remotePort === remotePort) socket.destroy();
  };
  const server = new SMTPServer({
    ...staticOptions(options),
    ...handlers(mailbox, faults, options.login, dropSocketOf),
  });
  // A client that cuts the connection is the client's affair; without a listener it would end this process.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    connectionCount += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const listening = once(server.server, 'listening');
  const failed = once(server.server, 'error').then(([error]) => Promise.reject(error));
  server.listen(options.port ?? 0, '127.0.0.1');
  await Promise.race([listening, failed]);
  failed.catch(() => {});
  const address = server.server.address();
  const page = await serveMailbox(mailbox, options.pagePort ?? 0);
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    pageUrl: page.url,
    mails: mailbox.mails,
    waitFor: mailbox.waitFor,
    fail: faults.arm,
    heal: faults.heal,
    connectionCount: () => connectionCount,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed, page.stop()]);
    },
  };
}

function staticOptions({ login, certificate, isTlsFromStart }: CatcherOptions): SMTPServerOptions {
  return {
    secure: isTlsFromStart ?? false,
    ...(certificate ? { key: certificate.key, cert: certificate.certificate } : { hideSTARTTLS: true }),
    disabledCommands: [...(login ? [] : ['AUTH']), ...(certificate ? [] : ['STARTTLS'])],
    authOptional: !login,
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: !certificate,
    // Names are asked of the network otherwise, and every greeting waits for the answer.
    disableReverseLookup: true,
    logger: false,
    socketTimeout: SOCKET_TIMEOUT_MS,
    closeTimeout: CLOSE_TIMEOUT_MS,
  };
}

function handlers(
  mailbox: Mailbox,
  faults: SmtpFaults,
  login: CatcherOptions['login'],
  drop: (session: SMTPServerSession) => void,
): Partial<SMTPServerOptions> {
  /** Answers, or with a fault says something else, or nothing. */
  const at = (place: string, answer: (error?: Error) => void) => {
    const fault = faults.take((armed) => 'at' in armed && armed.at === place);
    if (fault?.kind === 'answer') answer(new SmtpAnswer(fault.code, 'refused on purpose'));
    else if (fault?.kind !== 'hang') answer();
  };
  return {
    onConnect: (_session, callback) => at('connect', callback),
    onMailFrom: (_address, _session, callback) => at('sender', callback),
    onRcptTo: (_address, _session, callback) => at('recipient', callback),
    onAuth: ({ username, password }, _session, callback) => {
      const isRefused = faults.take((fault) => fault.kind === 'refuse-login') !== null;
      const isRight = username === login?.user && password === login?.password;
      if (isRight && !isRefused) callback(null, { user: username });
      else callback(new SmtpAnswer(535, 'Authentication failed'));
    },
    onData: (stream, session, callback) => {
      const take = async () => {
        const raw = (await buffer(stream)).toString('latin1');
        if (faults.take((fault) => fault.kind === 'lose-after-data')) return drop(session);
        const isDropped = faults.take((fault) => fault.kind === 'drop-after-data') !== null;
        const keep = () => mailbox.add({ ...deliveryOf(session), raw });
        if (isDropped) {
          await keep();
          return drop(session);
        }
        let refusal: Error | null = null;
        let isAnswered = false;
        at('data', (error) => {
          isAnswered = true;
          refusal = error ?? null;
        });
        if (!isAnswered) return;
        if (!refusal) await keep();
        const late = faults.take((fault) => fault.kind === 'answer-late');
        if (late?.kind === 'answer-late') await setTimeout(late.afterMs);
        callback(refusal);
      };
      take().catch(callback);
    },
  };
}

function deliveryOf({ envelope, secure, user }: SMTPServerSession) {
  return {
    receivedAtMs: Date.now(),
    envelope: {
      from: envelope.mailFrom ? envelope.mailFrom.address : '',
      to: envelope.rcptTo.map((recipient) => recipient.address),
    },
    isTls: secure,
    user: typeof user === 'string' ? user : null,
  };
}
