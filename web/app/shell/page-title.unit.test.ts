import { expect, test } from 'vitest';
import { pageTitle } from './page-title.ts';

test('WEB25 a page that is on its way is headed by its name already', () => {
  const lists = [{ id: 'list_1', name: 'Garden' }];
  expect(pageTitle('/today', lists)).toBe('Today');
  expect(pageTitle('/settings/time', lists)).toBe('Settings');
  expect(pageTitle('/lists/list_1', lists)).toBe('Garden');
  expect(pageTitle('/lists/list_2', lists)).toBe('List');
  expect(pageTitle('/tags/caf%C3%A9', lists)).toBe('#café');
  expect(pageTitle('/tags/%', lists)).toBe('#%');
});
