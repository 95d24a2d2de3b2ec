import { isRouteErrorResponse, RouterContextProvider, redirect, UNSAFE_ErrorResponseImpl } from 'react-router';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { type RequestContext, requestContext } from '../context.ts';
import { describeFailure } from './describe-failure.ts';
import { guarded } from './guarded.ts';
import { problemResponse } from './problem-response.ts';

const ThrownSchema = z.object({ data: z.unknown(), init: z.object({ status: z.int() }) });

function visitor(explained: unknown[] = []) {
  const context = new RouterContextProvider();
  const request: RequestContext = {
    signedIn: null,
    requestId: 'req_7',
    nonce: '',
    origin: 'https://carillon.test',
    now: '2026-11-21T12:00:00.000Z',
    isDemoOffered: false,
    isTraced: false,
    locale: 'en',
    explain(thrown) {
      explained.push(thrown);
      return thrown instanceof AppError ? thrown : new AppError('internal', 'It is not your fault.');
    },
  };
  context.set(requestContext, request);
  return { context };
}

/** What the error boundary gets of it, after its way through the router. */
async function shownFor(error: unknown, args = visitor()) {
  const thrown: unknown = await guarded(() => Promise.reject(error))(args).catch((reason: unknown) => reason);
  const { data, init } = ThrownSchema.parse(thrown);
  const response = new UNSAFE_ErrorResponseImpl(init.status, '', data);
  expect(isRouteErrorResponse(response)).toBe(true);
  return describeFailure(response);
}

test('WEB20 what a loader did not foresee is logged and shown as a 500 with its request', async () => {
  const explained: unknown[] = [];
  const broken = new Error('params: what a user wrote');
  const failure = await shownFor(broken, visitor(explained));
  expect(failure).toMatchObject({ mark: '500', code: 'internal', requestId: 'req_7', canRetry: true });
  expect(JSON.stringify(failure)).not.toContain('user wrote');
  expect(explained).toEqual([broken]);
});

test('WEB20 a refusal is shown as what it is', async () => {
  expect(await shownFor(new AppError('unavailable', 'Later.'))).toMatchObject({ mark: '503', requestId: 'req_7' });
  expect(await shownFor(new AppError('not_found', 'Gone.'))).toMatchObject({ mark: '404', code: 'not_found' });
});

test('a redirect and an answer go on as they are', async () => {
  const explained: unknown[] = [];
  const args = visitor(explained);
  const answers = [redirect('/sign-in'), problemResponse(args.context, new AppError('not_found', 'Gone.'))];
  for (const answer of answers) {
    await expect(guarded(() => Promise.reject(answer))(args)).rejects.toBe(answer);
  }
  expect(explained).toEqual([]);
});
