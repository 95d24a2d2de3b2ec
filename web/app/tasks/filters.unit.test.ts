import { expect, test } from 'vitest';
import { countFilters, parseFilters, queryOf, withoutSaved, withSaved, writeFilters } from './filters.ts';

test.each([
  '',
  'search=bell&priority=high&priority=urgent&tag=home&status=any&sort=title&order=desc',
  'show=150',
  'show=200&page=3',
])('"%s" is written as it was read', (text) => {
  const filters = parseFilters(new URLSearchParams(text));
  const again = parseFilters(writeFilters(new URLSearchParams(), filters));
  expect(again).toEqual(filters);
});

test('WEB8 what makes no sense in an address is left out', () => {
  const filters = parseFilters(
    new URLSearchParams('priority=huge&sort=luck&order=up&show=7&page=-1&tag=%20%20&status=lost'),
  );
  expect(filters).toEqual(parseFilters(new URLSearchParams()));
  expect(countFilters(filters)).toBe(0);
});

test('the open task stays in the address', () => {
  const params = new URLSearchParams('task=task_x&search=old');
  expect(writeFilters(params, parseFilters(new URLSearchParams('search=new'))).toString()).toBe(
    'task=task_x&search=new',
  );
});

test('a filter narrows what its view shows and never widens it', () => {
  const query = queryOf({ tag: ['home'], parent: 'none' }, parseFilters(new URLSearchParams('tag=calls&priority=low')));
  expect(query).toMatchObject({
    tag: ['home', 'calls'],
    priority: ['low'],
    parent: 'none',
    per_page: 50,
  });
  expect(queryOf({ status: 'trash' }, parseFilters(new URLSearchParams('status=any'))).status).toBe('trash');
});

test('a search finds subtasks too', () => {
  expect(queryOf({ parent: 'none' }, parseFilters(new URLSearchParams('search=bell'))).parent).toBeUndefined();
});

test('QL33 a search is a query; what is none is not asked for', () => {
  const asked = (text: string) => queryOf({}, parseFilters(new URLSearchParams({ search: text })));
  expect(asked('#home & today')).toMatchObject({ q: '#home & today' });
  expect(asked('#home &').q).toBeUndefined();
});

test('VW6 a saved view is asked for as it was saved, unless its address says otherwise', () => {
  const saved = { query: 'today', sort: 'due', order: null } as const;
  const read = (text: string) => withSaved(parseFilters(new URLSearchParams(text)), saved);
  expect(read('')).toMatchObject({ search: 'today', sort: 'due', order: null });
  expect(read('search=p1&sort=title&order=desc')).toMatchObject({ search: 'p1', sort: 'title', order: 'desc' });
  expect(writeFilters(new URLSearchParams(), withoutSaved(read(''), saved)).toString()).toBe('');
  expect(writeFilters(new URLSearchParams(), withoutSaved(read('search=p1'), saved)).toString()).toBe('search=p1');
});
