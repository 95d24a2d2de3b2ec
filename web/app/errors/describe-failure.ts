import { isRouteErrorResponse } from 'react-router';
import { ERROR_CODES } from '#core/errors.ts';
import { readProblem } from '../api/api-problem.ts';

/** What an error page says. */
export interface Failure {
  /** The big word: a status, or that there is no connection. */
  mark: string;
  title: string;
  /** What is safe and what to do. */
  text: string;
  /** The same code as the API answers. */
  code: string;
  requestId: string | null;
  /** Whether the same request can succeed next time. */
  canRetry: boolean;
}

/** Puts whatever a route threw into words for the person who met it. */
export function describeFailure(error: unknown): Failure {
  if (isRouteErrorResponse(error)) return describeStatus(error.status, error.data);
  // What `fetch` throws when nobody answers is a TypeError everywhere, each browser with words of its own.
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) return OFFLINE;
  return { mark: '500', ...BROKEN, code: 'internal', requestId: null, canRetry: true };
}

const OFFLINE: Failure = {
  mark: 'Offline',
  title: 'There is no connection',
  text: 'Everything you changed before is safe. This page opens as soon as the connection is back.',
  code: 'unavailable',
  requestId: null,
  canRetry: true,
};

const BROKEN = {
  title: 'Something broke on our side',
  text: 'It is not your fault, and what you have saved is safe. Try again; if it stays like this, name the request below.',
};

function describeStatus(status: number, body: unknown): Failure {
  const problem = readProblem(status, typeof body === 'string' ? parseJson(body) : body, null);
  const known = Object.entries(ERROR_CODES).find(([code]) => code === problem.code)?.[0];
  const said = wordsFor(status, known === undefined ? null : problem.detail);
  return {
    mark: String(status),
    ...said,
    code: codeFor(status, problem.code),
    requestId: problem.requestId,
    canRetry: status >= 500 || status === 429 || status === 409,
  };
}

function wordsFor(status: number, detail: string | null): { title: string; text: string } {
  switch (status) {
    case 400:
      return {
        title: 'This request cannot be read',
        text: detail ?? 'It came from another site, or its address was cut off. Nothing was changed.',
      };
    case 403:
      return { title: 'This is not yours to open', text: detail ?? 'You are signed in, but not allowed to see this.' };
    case 404:
      return {
        title: 'There is nothing here',
        text: 'It may have been deleted for good, it may belong to another account, or the address has a slip in it.',
      };
    case 405:
      return { title: 'This page cannot do that', text: 'Nothing was changed. Go back and try it from there.' };
    case 429:
      return { title: 'That was too fast', text: detail ?? 'Wait a minute, then try again.' };
    case 503:
      return { title: 'We cannot answer right now', text: 'What you have saved is safe. Try again in a moment.' };
    default:
      return status >= 500 ? BROKEN : { title: 'That did not work', text: detail ?? 'Nothing was changed.' };
  }
}

/** What stands before the pages (limits, the database being away) answers problem details, which the router hands on as text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The router's own refusals carry no code; these are what the API would say. */
function codeFor(status: number, code: string): string {
  if (status === 404) return 'not_found';
  if (status === 405) return 'method_not_allowed';
  return code;
}
