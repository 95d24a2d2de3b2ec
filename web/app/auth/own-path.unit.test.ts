import { expect, test } from 'vitest';
import { HOME_PATH, ownPath } from './own-path.ts';

test.each(['/today', '/list/inbox?status=open', '/settings/tokens#new', '/activity?type=task.completed&page=2'])(
  'keeps %s',
  (path) => {
    expect(ownPath(path)).toBe(path);
  },
);

test.each([
  null,
  '',
  '/',
  'today',
  'https://elsewhere.example/today',
  '//elsewhere.example/today',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  'javascript:alert(1)',
  '/api/auth/sign-out',
  '/sign-in?next=/sign-in',
])('goes home instead of %s', (path) => {
  expect(ownPath(path)).toBe(HOME_PATH);
});
