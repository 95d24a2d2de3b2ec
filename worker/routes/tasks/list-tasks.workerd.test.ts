import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, newApiCaller } from '#test/contracts/api-caller.ts';

let caller: ApiCaller;

async function titles(q: string, rest = ''): Promise<string[]> {
  const answer = await caller.call('GET', `/tasks?q=${encodeURIComponent(q)}${rest}`);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return (answer.json().tasks as { title: string }[]).map(({ title }) => title);
}

beforeAll(async () => {
  caller = await newApiCaller();
  await caller.call('POST', '/lists', { body: { name: 'Home Office' } });
  const { lists } = (await caller.call('GET', '/lists')).json() as { lists: { id: string; name: string }[] };
  const home = lists.find(({ name }) => name === 'Home Office');
  await caller.addTask({ title: 'Call the dentist', tags: ['health'], priority: 'urgent' });
  await caller.addTask({ title: 'Buy 5% milk & eggs', notes: 'at the büro' });
  await caller.addTask({ title: 'Tidy desk', listId: home?.id, due: { kind: 'date', date: '2026-01-05' } });
  const done = await caller.addTask({ title: 'Paid rent', tags: ['home'] });
  await caller.call('POST', `/tasks/${done.id}/complete`);
  const gone = await caller.addTask({ title: 'Old idea' });
  await caller.call('DELETE', `/tasks/${gone.id}`);
});

describe('GET /tasks?q=', () => {
  it.each([
    ['dentist', ['Call the dentist']],
    ['call THE dentist', ['Call the dentist']],
    ['search: the dentist', ['Call the dentist']],
    ['"dentist the"', []],
    ['c*tist', ['Call the dentist']],
    ['tist*c', []],
    ['5%', ['Buy 5% milk & eggs']],
    ['milk \\& eggs', ['Buy 5% milk & eggs']],
    ['milk \\&eggs', []],
    ['search: milk \\& eggs', ['Buy 5% milk & eggs']],
    ['BURO', ['Buy 5% milk & eggs']],
    ['p1 & #health', ['Call the dentist']],
    ['#heal*', ['Call the dentist']],
    ['+home-office', ['Tidy desk']],
    ['+home\\ office', ['Tidy desk']],
    ['+nowhere', []],
    ['overdue', ['Tidy desk']],
    ['completed', ['Paid rent']],
    ['completed: today', ['Paid rent']],
    ['completed after: today', []],
    ['deleted', ['Old idea']],
    ['rent', []],
    ['rent & any', ['Paid rent']],
    ['!no date', ['Tidy desk']],
    ['dentist, overdue', ['Call the dentist', 'Tidy desk']],
  ])('QL30 %j finds %j', async (q, expected) => {
    expect((await titles(q, '&sort=created&order=asc')).toSorted()).toEqual(expected.toSorted());
  });

  it('QL30 holds beside the other parameters, sorted and in pages', async () => {
    expect(await titles('!overdue', '&sort=title&order=asc&per_page=1&page=2')).toEqual(['Call the dentist']);
    expect(await titles('any', '&tag=home')).toEqual(['Paid rent']);
    expect(await titles('#home', '&status=completed')).toEqual(['Paid rent']);
  });

  it('QL31 what is no query is refused with the place', async () => {
    const answer = await caller.call('GET', `/tasks?q=${encodeURIComponent('#home & due before: soon')}`);
    expect([answer.status, answer.code()]).toEqual([400, 'validation_failed']);
    expect(answer.json().errors).toEqual([
      {
        path: 'q',
        message: 'found “soon” where a date, such as friday, 2026-11-21 or -3 days would be right',
        place: { start: 20, end: 24, found: '“soon”', expected: 'a date, such as friday, 2026-11-21 or -3 days' },
      },
    ]);
  });

  it.each(['', ' ', '(', '&', 'a\0b', 'x'.repeat(1001), '('.repeat(500)])('QL31 %j is refused', async (q) => {
    const answer = await caller.call('GET', `/tasks?q=${encodeURIComponent(q)}`);
    expect([answer.status, answer.code()]).toEqual([400, 'validation_failed']);
  });

  it('QL32 text in a query is data: it finds what is so called, and nobody else’s', async () => {
    const other = await newApiCaller();
    await other.addTask({ title: "secret'); DROP TABLE tasks; --" });
    for (const q of ["' OR 1=1 --", "secret'\\); DROP TABLE tasks; --", 'any | deleted', '*', '+inbox', "#' | x"]) {
      const found = await caller.call('GET', `/tasks?q=${encodeURIComponent(q)}`);
      expect(found.text).not.toContain('secret');
    }
  });
});
