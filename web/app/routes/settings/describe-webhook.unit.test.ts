import { describe, expect, it } from 'vitest';
import type { Webhook, WebhookBody, WebhookMessage } from '#core/delivery/webhook.ts';
import { nthId } from '#test/ids.ts';
import { attemptWords, describeMessage, offWords, readableBody } from './describe-webhook.ts';

const NINE = '2026-11-21T08:00:00.000Z';
const AFTER = '2026-11-21T08:01:00.000Z';
const clock = (instant: string) => instant.slice(11, 19);
const webhook: Webhook = {
  id: nthId('webhook', 1),
  name: 'Lamp',
  url: 'https://example.com/lamp',
  disabledAt: null,
  disabledReason: null,
  previousSecretUntil: null,
  createdAt: NINE,
  updatedAt: NINE,
};
const body: WebhookBody = {
  type: 'reminder.fired',
  timestamp: NINE,
  data: {
    firingId: nthId('firing', 1),
    taskId: nthId('task', 1),
    title: 'Oil the clappers',
    scheduledAt: NINE,
    lateMs: 0,
    due: null,
    list: 'Inbox',
    url: 'https://carillon.example/all',
  },
};
const message: WebhookMessage = {
  id: nthId('message', 1),
  kind: 'reminder',
  status: 'waiting',
  reason: null,
  request: JSON.stringify(body),
  createdAt: NINE,
  nextAttemptAt: null,
  attempts: [],
};
const refusal = { at: NINE, code: 503, error: 'It answered 503.', lateMs: 0, durationMs: 120, answer: 'busy' };
const taken = { at: NINE, code: 204, error: null, lateMs: 400, durationMs: 31, answer: '' };

describe('a webhook', () => {
  it.each<[Webhook['disabledReason'], RegExp]>([
    ['gone', /^It answered 410/],
    ['token_revoked', /API token that was revoked/],
    ['user', /^You switched it off on 2026-11-21\.$/],
  ])('WEB50 that is off because of %s says so', (disabledReason, words) => {
    expect(offWords({ ...webhook, disabledAt: NINE, disabledReason }, (at) => at.slice(0, 10))).toMatch(words);
  });

  it('WEB50 that is on has nothing to say', () => {
    expect(offWords(webhook, clock)).toBeNull();
  });
});

describe('what was sent to it', () => {
  it.each<[Partial<WebhookMessage>, string, string, boolean]>([
    [{ request: null }, 'Reminder', 'waits for a notifier', false],
    [{ nextAttemptAt: AFTER, attempts: [refusal] }, 'Oil the clappers', 'one try failed, again 08:01:00', false],
    [{ status: 'sent', attempts: [refusal, taken] }, 'Oil the clappers', 'answered 204, in time', true],
    [
      { status: 'failed', reason: 'gave_up', attempts: [refusal, refusal] },
      'Oil the clappers',
      'given up after 2 tries',
      true,
    ],
    [
      { kind: 'webhook_test', status: 'failed', reason: 'refused', attempts: [refusal] },
      'Test',
      'given up after one try: it was refused',
      true,
    ],
    [
      { status: 'cancelled', reason: 'completed', request: 'no JSON' },
      'Reminder',
      'not sent: the task was completed',
      true,
    ],
  ])('WEB51 %o is told in words', (more, title, state, canReplay) => {
    expect(describeMessage({ ...message, ...more }, clock)).toMatchObject({ title, state, canReplay });
  });

  it.each([
    [refusal, 'answered 503 in 120 ms'],
    [{ ...refusal, error: 'The endpoint answered 503.' }, 'answered 503 in 120 ms'],
    [
      { ...refusal, code: 302, error: 'The endpoint answered 302: redirects are not followed.' },
      'answered 302 in 120 ms. The endpoint answered 302: redirects are not followed.',
    ],
    [taken, 'answered 204 in 31 ms'],
    [{ ...refusal, code: null, error: 'No answer.', durationMs: 10_000 }, 'no answer in 10.0 s. No answer.'],
    [{ ...refusal, code: null, error: 'No answer.', durationMs: null }, 'no answer. No answer.'],
  ])('WEB51 a try %o is told in words', (attempt, words) => {
    expect(attemptWords(attempt)).toBe(words);
  });

  it('WEB51 a body is laid out when it is JSON, and left alone when it is not', () => {
    expect(readableBody('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(readableBody('<h1>busy</h1>')).toBe('<h1>busy</h1>');
  });
});
