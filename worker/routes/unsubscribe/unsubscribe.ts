import type { Handler } from 'hono';
import { html } from 'hono/html';
import { setSubscription } from '#application/use-cases/mail/set-subscription.ts';
import { readUnsubscribeToken } from '#application/use-cases/mail/unsubscribe-token.ts';
import { AppError } from '#core/errors.ts';
import type { HttpEnv } from '../../http-env.ts';

/**
 * Stops mail about reminders. Answers what mail programs send by themselves (RFC 8058: POST with
 * `List-Unsubscribe=One-Click`) as well as the page at the same address, which asks first because scanners of mail open
 * every link; its form works without scripts, too, hence a page as the answer. The token is what allows it, so it may
 * come from anywhere; the body says nothing that is needed. Doing it again changes nothing.
 */
export const unsubscribe: Handler<HttpEnv> = async (ctx) => {
  const { configuration, db, effects } = ctx.get('services');
  const userId = await readUnsubscribeToken(configuration.authSecret, ctx.req.param('token') ?? '');
  if (userId === null) throw new AppError('not_found', 'This is no link of ours.');
  await setSubscription(db, effects.now(), userId, false);
  return ctx.html(DONE, 200, { 'Cache-Control': 'no-store' });
};

const DONE = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>No more mail · Carillon</title>
    </head>
    <body>
      <main>
        <h1>No more mail</h1>
        <p>Carillon mails you no reminders any more. The settings bring them back.</p>
        <p><a href="/settings/reminders#email">Open the settings</a></p>
      </main>
    </body>
  </html>`;
