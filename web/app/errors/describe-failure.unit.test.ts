import { expect, test } from 'vitest';
import { describeFailure } from './describe-failure.ts';

/** What the router hands to a boundary for a response with this status. */
function thrown(status: number, data: unknown = '') {
  return { status, statusText: '', data, internal: true };
}

test('a refusal of ours keeps its code and request id', () => {
  const body = {
    status: 404,
    title: 'x',
    code: 'not_found',
    detail: 'There is no task.',
    requestId: 'req_1',
    errors: [],
  };
  expect(describeFailure(thrown(404, body))).toMatchObject({
    mark: '404',
    title: 'There is nothing here',
    code: 'not_found',
    requestId: 'req_1',
    canRetry: false,
  });
});

test('WEB20 a failure on the way to a page names its request, also where the router hands it on as text', () => {
  const body = { status: 500, title: 'x', code: 'internal', detail: 'x', requestId: 'req_2', errors: [] };
  for (const data of [body, JSON.stringify(body)])
    expect(describeFailure(thrown(500, data))).toMatchObject({ mark: '500', requestId: 'req_2', canRetry: true });
  const busy = { status: 429, title: 'x', code: 'rate_limited', detail: 'Wait 20 seconds.', requestId: 'req_3' };
  expect(describeFailure(thrown(429, JSON.stringify(busy)))).toMatchObject({
    text: 'Wait 20 seconds.',
    requestId: 'req_3',
  });
  expect(describeFailure(thrown(502, '<h1>Bad gateway</h1>'))).toMatchObject({ mark: '502', requestId: null });
});

test("the router's own refusals are told like ours", () => {
  expect(describeFailure(thrown(400, 'Bad Request'))).toMatchObject({ code: 'validation_failed', canRetry: false });
  expect(describeFailure(thrown(404, 'No route matches'))).toMatchObject({ code: 'not_found' });
  expect(describeFailure(thrown(405))).toMatchObject({ code: 'method_not_allowed' });
});

test('a 403 says what is not allowed', () => {
  const body = { status: 403, title: 'x', code: 'forbidden', detail: 'Only for people.', requestId: null, errors: [] };
  expect(describeFailure(thrown(403, body))).toMatchObject({
    mark: '403',
    text: 'Only for people.',
    code: 'forbidden',
  });
});

test('anything else is our fault and can be tried again', () => {
  expect(describeFailure(new Error('Unexpected Server Error'))).toMatchObject({
    mark: '500',
    code: 'internal',
    canRetry: true,
  });
  expect(describeFailure(thrown(503))).toMatchObject({ mark: '503', canRetry: true });
  expect(describeFailure(new TypeError('undefined is not a function'))).toMatchObject({ mark: '500' });
});

test('no answer at all is a lost connection', () => {
  for (const message of ['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed']) {
    expect(describeFailure(new TypeError(message))).toMatchObject({ mark: 'Offline', canRetry: true });
  }
});
