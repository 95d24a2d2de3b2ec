import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { CaughtMail, Mailbox } from './mailbox.ts';
import { listPage, mailPage, missingPage } from './mailbox-html.ts';

/** Nothing that a mail brings is fetched or run: no picture, no script, no form. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; frame-src 'self'";
/** Reads again when a mail comes; the page works without. */
const SCRIPT = `new EventSource('/changes').onmessage = () => location.reload();\n`;

/** Serves the mailbox to a browser of this machine: `/`, `/mails/<id>` with `/html` and `/raw` below it, `/mails.json`. */
export async function serveMailbox(
  mailbox: Mailbox,
  port: number,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((req, res) => {
    answer(mailbox, req, res).catch((error: unknown) => res.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(mailbox: Mailbox, req: IncomingMessage, res: ServerResponse): Promise<void> {
  // Else any site could read the mails by letting a name of its own point here.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(req.headers.host ?? ''))
    return send(res, 421, 'text/plain', 'Misdirected');
  const { pathname } = new URL(req.url ?? '/', 'http://localhost');
  const newestFirst = mailbox.mails().toReversed();
  if (pathname === '/') return send(res, 200, 'text/html', String(await listPage(newestFirst)), PAGE_POLICY);
  if (pathname === '/mails.json') return send(res, 200, 'application/json', JSON.stringify(newestFirst));
  if (pathname === '/reload.js') return send(res, 200, 'text/javascript', SCRIPT);
  if (pathname === '/changes') return streamChanges(mailbox, res);
  const [, id, part] = /^\/mails\/(\d+)(?:\/(html|raw))?$/.exec(pathname) ?? [];
  const mail = newestFirst.find((one) => one.id === Number(id));
  if (mail) return sendMail(res, mail, part);
  return send(res, 404, 'text/html', String(await missingPage()), PAGE_POLICY);
}

async function sendMail(res: ServerResponse, mail: CaughtMail, part: string | undefined): Promise<void> {
  // Inside the frame a pressed link would find no room: each opens beside it.
  if (part === 'html') return send(res, 200, 'text/html', `<base target="_blank">${mail.html ?? ''}`, MAIL_POLICY);
  if (part === 'raw') return send(res, 200, 'text/plain', Buffer.from(mail.raw, 'latin1'));
  return send(res, 200, 'text/html', String(await mailPage(mail)), PAGE_POLICY);
}

function streamChanges(mailbox: Mailbox, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  res.write(':\n\n');
  res.on(
    'close',
    mailbox.onMail((mail) => res.write(`data: ${mail.id}\n\n`)),
  );
}

function send(
  res: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  policy = "default-src 'none'",
): void {
  res.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  res.end(body);
}
