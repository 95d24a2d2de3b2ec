import { html, raw } from 'hono/html';
import type { CaughtMail } from './mailbox.ts';
import { MAILBOX_STYLE } from './mailbox-style.ts';

/** The group makes `split` keep the addresses, at the odd places. */
const LINK = /(https?:\/\/[^\s<>"]+[^\s<>".,;:)])/;

type Html = ReturnType<typeof html>;

/** All mails, newest first. */
export function listPage(mails: readonly CaughtMail[]): Html {
  const count = mails.length === 1 ? '1 mail' : `${mails.length} mails`;
  return page(
    `Mailbox · ${count}`,
    html`<h1>Mailbox</h1>
      <p class="muted">${count} caught on this machine. Nothing here was delivered to anybody.</p>
      ${mails.length === 0 ? empty() : html`<ol class="mails" reversed>${mails.map(item)}</ol>`}
      <script src="/reload.js" defer></script>`,
  );
}

/** One mail: who, text, HTML in a frame that may do nothing, and where its source is. */
export function mailPage(mail: CaughtMail): Html {
  return page(
    titleOf(mail),
    html`<p><a href="/">← All mails</a></p>
      <h1>${titleOf(mail)}</h1>
      <dl>
        <dt>From</dt><dd>${mail.from}</dd>
        <dt>To</dt><dd>${mail.to}</dd>
        <dt>Envelope</dt><dd>${mail.envelope.from || '<>'} → ${mail.envelope.to.join(', ')}</dd>
        <dt>Received</dt><dd>${time(mail)} · ${mail.isTls ? 'over TLS' : 'not encrypted'}${mail.user ? ` · as ${mail.user}` : ''}</dd>
      </dl>
      ${mail.text === null ? '' : html`<section aria-labelledby="text"><h2 id="text">Text</h2><pre>${linked(mail.text)}</pre></section>`}
      ${mail.html === null ? '' : frame(mail)}
      <section aria-labelledby="source">
        <h2 id="source">Source</h2>
        <p><a href="/mails/${mail.id}/raw">As plain text</a></p>
        <details><summary>${mail.headers.length} headers</summary>${headers(mail)}</details>
      </section>`,
  );
}

/** For an address that is nothing here. */
export function missingPage(): Html {
  return page('Not found', html`<h1>There is no such mail</h1><p><a href="/">All mails</a></p>`);
}

function item(mail: CaughtMail): Html {
  return html`<li>
    <a href="/mails/${mail.id}">${titleOf(mail)}</a>
    <span class="muted">to ${mail.envelope.to.join(', ')} · ${time(mail)}</span>
  </li>`;
}

function empty(): Html {
  return html`<p class="empty">No mail yet. This page shows the next one by itself.</p>`;
}

/** It may open a link that is pressed and nothing else; the policy of what is framed keeps pictures from telling that it was read. */
function frame(mail: CaughtMail): Html {
  return html`<section aria-labelledby="html">
    <h2 id="html">HTML</h2>
    <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mails/${mail.id}/html" title="The mail as HTML"></iframe>
  </section>`;
}

/** Addresses in the text can be pressed, as any mail program lets them. */
function linked(text: string): (string | Html)[] {
  return text
    .split(LINK)
    .map((part, index) => (index % 2 === 0 ? part : html`<a href="${part}" target="_blank">${part}</a>`));
}

function headers(mail: CaughtMail): Html {
  return html`<dl>${mail.headers.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function time(mail: CaughtMail): Html {
  const at = new Date(mail.receivedAtMs);
  return html`<time datetime="${at.toISOString()}">${at.toLocaleString('en-GB')}</time>`;
}

function titleOf(mail: CaughtMail): string {
  return mail.subject || '(no subject)';
}

function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>${raw(MAILBOX_STYLE)}</style>
      </head>
      <body><main>${body}</main></body>
    </html>`;
}
