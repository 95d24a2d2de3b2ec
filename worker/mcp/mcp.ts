import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Handler } from 'hono';
import { AppError } from '#core/errors.ts';
import type { HttpEnv } from '../http-env.ts';
import { publicOriginOf } from '../links-of.ts';
import { authenticate } from '../middleware/authenticate/authenticate.ts';
import { explainFailure } from '../middleware/problem-details/problem-details.ts';
import { limitRate } from '../middleware/rate-limit/limit-rate.ts';
import { createServer } from './create-server.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The tools for agents of other makers, over the Model Context Protocol: streamable HTTP without sessions, both current
 * revisions. Who calls is told by a bearer token and by nothing else: a browser would add a cookie for any page.
 */
export const mcp: Handler<HttpEnv> = async (ctx) => {
  const request = ctx.req.raw;
  const origin = publicOriginOf(ctx);
  refuseForeign(request, origin);
  if (request.headers.get('authorization') === null) {
    ctx.set('problemHeaders', { 'WWW-Authenticate': 'Bearer realm="Carillon", scope="read write"' });
    throw new AppError('unauthenticated', 'Send an API token as `Authorization: Bearer …`.');
  }
  const principal = await authenticate(ctx, 'read');
  await limitRate(ctx, principal.userId);
  const client = principal.actor.client.replace(/^api:/, 'mcp:');
  const toolbox = ctx.get('services').toolsFor(principal, { client });
  const canWrite = principal.scopes.includes('write');
  const explain = (thrown: unknown) => explainFailure(thrown, ctx);
  const handler = createMcpHandler(() => createServer({ toolbox, canWrite, origin, explain }), {
    maxRequestBodySize: MAX_BODY_BYTES,
  });
  const answer = await handler.fetch(request);
  // The middleware after this adds headers, which those of a fetched answer do not take.
  return new Response(answer.body, answer);
};

/**
 * A page of another site, or one that made its name point here, is not let in: the token it would need might lie in a
 * program on the same machine that adds it to whatever comes.
 */
function refuseForeign(request: Request, publicOrigin: string): void {
  const own = new Set([publicOrigin, new URL(request.url).origin]);
  const origin = request.headers.get('origin');
  if (origin !== null && !own.has(origin)) {
    throw new AppError('foreign_origin', 'This is for agents, not for pages of other sites.');
  }
  const host = request.headers.get('host');
  if (host !== null && ![...own].some((each) => new URL(each).host === host)) {
    throw new AppError('forbidden', 'This is not the name of this site.');
  }
}
