import { Hono } from 'hono';
import { AppError } from '#core/errors.ts';
import { type Mount, mountEndpoints } from './contract/mount-endpoints.ts';
import type { HttpEnv } from './http-env.ts';
import { mcp } from './mcp/mcp.ts';
import { accessLog } from './middleware/access-log/access-log.ts';
import { answerProblem } from './middleware/problem-details/problem-details.ts';
import { provideServices } from './middleware/provide-services/provide-services.ts';
import { requestId } from './middleware/request-id/request-id.ts';
import { securityHeaders } from './middleware/security-headers/security-headers.ts';
import { setCookies } from './middleware/set-cookies/set-cookies.ts';
import { trace } from './middleware/trace/trace.ts';
import type { RenderPage } from './render-page.ts';
import { apiEndpoints } from './routes/api-endpoints.ts';
import { authEndpoints } from './routes/auth/index.ts';
import { feedEndpoints } from './routes/feed/index.ts';
import { health } from './routes/health/health.ts';
import { ready } from './routes/health/ready.ts';
import { metrics } from './routes/metrics/metrics.ts';
import { docs } from './routes/openapi/docs.ts';
import { openApiDocument } from './routes/openapi/open-api-document.ts';
import { operatorEndpoints } from './routes/operator/index.ts';
import { unsubscribe } from './routes/unsubscribe/unsubscribe.ts';

/** Every route that has a contract, by the prefix it is mounted at; what is not here does not exist. */
const MOUNTS: readonly Mount[] = [
  { prefix: '', endpoints: [health, ready, metrics] },
  { prefix: '/api/auth', endpoints: authEndpoints },
  { prefix: '/api/operator', endpoints: operatorEndpoints },
  { prefix: '/api/v1', endpoints: apiEndpoints },
  { prefix: '/feed', endpoints: feedEndpoints },
];

/** Everything the Worker answers over HTTP, in the order it is tried. */
export function createApp(renderPage: RenderPage): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.onError(answerProblem);
  app.notFound((ctx) => {
    throw new AppError('not_found', `There is nothing at ${ctx.req.path}.`);
  });

  app.use(provideServices);
  app.use(requestId);
  app.use(trace);
  app.use(accessLog);
  app.use(securityHeaders);
  app.use(setCookies);

  for (const { prefix, endpoints } of MOUNTS) mountEndpoints(app, prefix, endpoints);
  app.get('/api/v1/openapi.json', openApiDocument(MOUNTS));
  app.get('/docs', docs);
  app.post('/unsubscribe/:token', unsubscribe);
  app.all('/mcp', mcp);
  app.all('/api/*', (ctx) => ctx.notFound());
  app.all('/feed/*', (ctx) => ctx.notFound());

  app.all('*', renderPage);
  return app;
}
