import { createRequestHandler, RouterContextProvider } from 'react-router';
import { AppError } from '#core/errors.ts';
import { type RequestContext, requestContext } from '#web/app/context.ts';
import { createAccountServices } from './account-services.ts';
import { createApp } from './app.ts';
import { isSameOrigin } from './auth/is-same-origin.ts';
import { publicOriginOf } from './links-of.ts';
import { findPagePrincipal } from './middleware/authenticate/authenticate.ts';
import { explainFailure } from './middleware/problem-details/problem-details.ts';
import { documentNonce } from './middleware/security-headers/document-nonce.ts';
import type { RenderPage } from './render-page.ts';
import { requestedLocale } from './requested-locale.ts';
import { scheduled } from './scheduled/scheduled.ts';

export { EdgeMetrics } from '#durable-objects/edge-metrics.ts';
export { FeedBell } from '#durable-objects/feed-bell.ts';
export { UserHub } from '#durable-objects/user-hub.ts';

const handleDocument = createRequestHandler(() => import('virtual:react-router/server-build'), import.meta.env.MODE);

const renderPage: RenderPage = async (ctx) => {
  // React Router would refuse it too, but with a bare 400 that explains nothing.
  const isSafe = ctx.req.method === 'GET' || ctx.req.method === 'HEAD';
  if (!isSafe && !isSameOrigin(ctx.req.raw))
    throw new AppError('foreign_origin', 'A page of this site takes nothing from another one.');
  const services = ctx.get('services');
  const { configuration, db, effects } = services;
  const principal = await findPagePrincipal(ctx);
  const context: RequestContext = {
    signedIn: principal && {
      userId: principal.userId,
      services: services.forUser(principal),
      account: createAccountServices(db, effects, principal),
      plans: services.plansFor(principal),
    },
    requestId: ctx.get('requestId'),
    nonce: documentNonce(ctx),
    origin: publicOriginOf(ctx),
    now: effects.now(),
    isDemoOffered: configuration.isDemoOn,
    isTraced: configuration.tracing !== null,
    locale: requestedLocale(ctx.req.header('accept-language')),
    explain: (thrown) => explainFailure(thrown, ctx),
  };
  const provider = new RouterContextProvider();
  provider.set(requestContext, context);
  return await handleDocument(ctx.req.raw, provider);
};

const app = createApp(renderPage);

export default { fetch: app.fetch, scheduled } satisfies ExportedHandler<Env>;
