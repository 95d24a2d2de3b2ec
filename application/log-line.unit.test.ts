import { expect, it } from 'vitest';
import { logLine, userHash } from './log-line.ts';

it('OB40 a line names its user by a hash that is the same in every line', () => {
  const event = { event: 'request.served', userId: 'usr_01jz', requestId: 'req_1' };
  const line = logLine(event);
  expect(JSON.parse(line)).toEqual({ event: 'request.served', requestId: 'req_1', user: userHash('usr_01jz') });
  expect(line).not.toContain('usr_01jz');
  expect(userHash('usr_01jz')).toMatch(/^[\da-f]{16}$/);
  expect(JSON.parse(logLine({ event: 'request.served', userId: null }))).toEqual({
    event: 'request.served',
    user: null,
  });
});

it('OB41 a secret in the message of an error does not get into the log', () => {
  const event = { event: 'request.broke', error: 'Error: postgres://a:canary42@db refused' };
  expect(logLine(event)).not.toContain('canary');
});
