import { createRequestHandler, RouterContextProvider } from 'react-router';
import { type RequestContext, requestContext } from '#web/app/context.ts';
import { createAccountServices } from './account-services.ts';
import { createApp } from './app.ts';
import { findPagePrincipal } from './middleware/authenticate/authenticate.ts';
import { documentNonce } from './middleware/security-headers/document-nonce.ts';
import type { RenderPage } from './render-page.ts';
import { requestedLocale } from './requested-locale.ts';
import { scheduled } from './scheduled/scheduled.ts';

export { UserHub } from '#durable-objects/user-hub.ts';

const handleDocument = createRequestHandler(() => import('virtual:react-router/server-build'), import.meta.env.MODE);

const renderPage: RenderPage = async (ctx) => {
  const services = ctx.get('services');
  const { configuration, db, effects } = services;
  const principal = await findPagePrincipal(ctx);
  const context: RequestContext = {
    signedIn: principal && {
      userId: principal.userId,
      services: services.forUser(principal),
      account: createAccountServices(db, effects, principal),
    },
    requestId: ctx.get('requestId'),
    nonce: documentNonce(ctx),
    now: effects.now(),
    isDemoOffered: configuration.isDemoOn,
    locale: requestedLocale(ctx.req.header('accept-language')),
  };
  const provider = new RouterContextProvider();
  provider.set(requestContext, context);
  return await handleDocument(ctx.req.raw, provider);
};

const app = createApp(renderPage);

export default { fetch: app.fetch, scheduled } satisfies ExportedHandler<Env>;
