import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { classifyD1Error } from '#application/db/d1-failure.ts';
import { AppError, ERROR_CODES } from '#core/errors.ts';
import type { HttpEnv } from '../../http-env.ts';
import { consoleLog, describeError } from '../../log.ts';
import type { Services } from '../../services.ts';
import { PROBLEM_MEDIA_TYPE, type Problem, problemType } from './problem.ts';
import { problemPage } from './problem-page.ts';

/** When to come back, for what passes by itself. */
const RETRY_AFTER_SECONDS = { rate_limited: 60, conflict: 1, lease_held: 5, unavailable: 2 } as const;

/**
 * The one place that turns what was thrown into an answer. A refusal is explained; anything that we did not foresee is
 * a 500 that says nothing but its request id, and is logged loudly.
 */
export const answerProblem: ErrorHandler<HttpEnv> = (thrown, ctx) => problemAnswer(ctx, explainFailure(thrown, ctx));

/** What a thrown thing is to whoever asked. The log gets what we did not foresee, and they get nothing of it. */
export function explainFailure(thrown: unknown, ctx: Context<HttpEnv>): AppError {
  const error = refusalOf(thrown);
  if (error !== null) return error;
  // Not there when it was the configuration that broke.
  const services: Services | undefined = ctx.get('services');
  const log = services?.log ?? consoleLog({ isQuiet: false });
  log.write({
    event: 'request.broke',
    requestId: ctx.get('requestId'),
    route: ctx.get('route') ?? null,
    ...describeError(thrown),
  });
  return new AppError('internal', 'It is not your fault. Repeat it, or name the request id when you ask for help.');
}

/** What a foreseen error is to the client; null for what we did not foresee. */
function refusalOf(thrown: unknown): AppError | null {
  if (thrown instanceof AppError) return thrown.code === 'internal' ? null : thrown;
  if (thrown instanceof HTTPException && thrown.status < 500)
    return new AppError('validation_failed', 'The request is not well formed.');
  const failure = classifyD1Error(thrown);
  if (failure === 'transient' || failure === 'overloaded')
    return new AppError('unavailable', 'The database did not answer. Try again.', { cause: thrown });
  return null;
}

function problemAnswer(ctx: Context<HttpEnv>, error: AppError): Response {
  const { status, title } = ERROR_CODES[error.code];
  const body: Problem = {
    type: problemType(error.code),
    title,
    status,
    detail: error.message,
    code: error.code,
    instance: ctx.req.path,
    requestId: ctx.get('requestId'),
    errors: error.errors,
  };
  ctx.set('code', error.code);
  const headers: Record<string, string> = { 'Content-Type': PROBLEM_MEDIA_TYPE, 'Cache-Control': 'no-store' };
  const retryAfter = Object.entries(RETRY_AFTER_SECONDS).find(([code]) => code === error.code)?.[1];
  if (retryAfter !== undefined) headers['Retry-After'] = String(retryAfter);
  if (error.code === 'unauthenticated') headers['WWW-Authenticate'] = 'Bearer realm="Carillon"';
  Object.assign(headers, ctx.get('problemHeaders'));
  if (!wantsPage(ctx)) return ctx.body(JSON.stringify(body), status, headers);
  const { 'Content-Type': _json, ...pageHeaders } = headers;
  return ctx.newResponse(problemPage(body).toString(), status, {
    ...pageHeaders,
    'Content-Type': 'text/html; charset=utf-8',
  });
}

/** Whether a person looks at the answer: a browser that asked for a page, outside the API. */
function wantsPage(ctx: Context<HttpEnv>): boolean {
  return !ctx.req.path.startsWith('/api/') && (ctx.req.header('accept') ?? '').includes('text/html');
}
