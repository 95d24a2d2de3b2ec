import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { plainError } from './plain-error.ts';
import { signWebhook, webhookSecret } from './sign-webhook.ts';

const secret = webhookSecret(new Uint8Array(32).fill(7));
const older = webhookSecret(new Uint8Array(24).fill(9));
const seconds = () => Math.floor(Date.now() / 1000);
const body = '{"type":"reminder.fired","data":{"title":"Grüße an Ada 🔔"}}';
const call = (more: object = {}) => ({ id: 'msg_2kexample', timestampSeconds: seconds(), body, ...more });

describe('a signature', () => {
  it('WH2 is what the library of the standard verifies, and what it signs itself', () => {
    const given = call();
    const headers = signWebhook(given, [secret]);
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    const theirs = new Webhook(secret).sign(given.id, new Date(given.timestampSeconds * 1000), body);
    expect(headers['webhook-signature']).toBe(theirs);
  });

  it('WH2 is the vector of the standard', () => {
    const { 'webhook-signature': signature } = signWebhook(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1614265330, body: '{"test": 2432232314}' },
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    );
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('WH2 of two secrets verifies with either, so that a receiver may change when it likes', () => {
    const headers = signWebhook(call(), [secret, older]);
    for (const each of [secret, older]) expect(new Webhook(each).verify(body, headers)).toBeTruthy();
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
  });

  it.each<[string, () => unknown]>([
    ['another secret', () => new Webhook(older).verify(body, signWebhook(call(), [secret]))],
    ['an altered body', () => new Webhook(secret).verify(`${body} `, signWebhook(call(), [secret]))],
    ['another id', () => new Webhook(secret).verify(body, { ...signWebhook(call(), [secret]), 'webhook-id': 'msg_x' })],
    [
      'a replay ten minutes later',
      () => new Webhook(secret).verify(body, signWebhook(call({ timestampSeconds: seconds() - 601 }), [secret])),
    ],
    [
      'a timestamp that was moved',
      () => {
        const headers = signWebhook(call({ timestampSeconds: seconds() - 601 }), [secret]);
        return new Webhook(secret).verify(body, { ...headers, 'webhook-timestamp': String(seconds()) });
      },
    ],
    [
      'a dot moved from the id into the time',
      () => {
        const at = seconds();
        const headers = signWebhook(call({ id: `msg_x.${at}`, timestampSeconds: at, body: 'y' }), [secret]);
        return new Webhook(secret).verify(`${at}.y`, { ...headers, 'webhook-id': 'msg_x' });
      },
    ],
  ])('B23 %s does not verify', (_what, verify) => {
    expect(verify).toThrow();
  });
});

describe('an error that is told', () => {
  it.each([
    ['550 5.1.1 <ada@example.com>: Recipient address rejected', '550 5.1.1 …: Recipient address rejected'],
    ['connect ECONNREFUSED 10.0.0.7:587', 'connect ECONNREFUSED …'],
    ['getaddrinfo ENOTFOUND smtp.internal.example', 'getaddrinfo ENOTFOUND …'],
    ['connect ETIMEDOUT 2606:4700::1111:443', 'connect ETIMEDOUT …'],
    ['failed: https://user:pw@hooks.example.com/x?token=1', 'failed: …'],
    ['two\r\nlines\u0000', 'two lines'],
    ['', 'No reason was given.'],
  ])('NT10 %j names no address', (text, told) => {
    expect(plainError(text)).toBe(told);
  });

  it('NT10 is short', () => {
    expect([...plainError('long '.repeat(500))].length).toBeLessThanOrEqual(200);
  });
});
