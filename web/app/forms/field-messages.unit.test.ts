import { expect, test } from 'vitest';
import { SignInSchema, SignUpSchema } from '#core/account/sign-in.ts';
import { messagesOf } from './field-messages.ts';

const names = { name: 'Your name', email: 'The email address', password: 'The password' };

function said(schema: typeof SignInSchema | typeof SignUpSchema, value: unknown) {
  const parsed = schema.safeParse(value);
  return messagesOf(parsed.error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? [], names);
}

test('what is empty is missing', () => {
  expect(said(SignInSchema, { email: '', password: '' })).toEqual({
    email: 'The email address is not valid.',
    password: 'The password is missing.',
  });
  expect(said(SignUpSchema, { email: 'ada@example.com', name: ' ', password: 'long enough it is' })).toEqual({
    name: 'Your name is missing.',
  });
});

test('a rule of ours is said as it is', () => {
  expect(said(SignUpSchema, { name: 'Ada', email: 'ada', password: 'short' })).toEqual({
    email: 'The email address is not valid.',
    password: 'The password must have at least 10 characters.',
  });
});

test('what no field is named for is left to the whole form', () => {
  expect(messagesOf([{ path: 'body.zone', message: 'must be an IANA time zone' }], names)).toEqual({});
  expect(messagesOf([{ path: 'email', message: 'This address is in use. Take another one.' }], names)).toEqual({
    email: 'This address is in use. Take another one.',
  });
  expect(messagesOf([{ path: 'body.email', message: 'must be shorter' }], names)).toEqual({
    email: 'The email address must be shorter.',
  });
});
