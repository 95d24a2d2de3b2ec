import { expect, it } from 'vitest';
import { explainQuery } from './explain-query.ts';
import { parseQuery } from './parse-query.ts';

const context = {
  moment: { now: '2026-11-21T11:00:00.000Z', zone: 'Europe/Berlin' },
  lists: [
    { id: 'list_1', name: 'Home Office' },
    { id: 'list_2', name: 'Home' },
  ],
};

function explained(text: string): string[] {
  const { query, problem } = parseQuery(text);
  if (query === null) throw new Error(problem.message);
  return explainQuery(query, context);
}

it.each([
  ['dentist', 'Open tasks that mention “dentist”.'],
  ['today & #home', 'Open tasks that are due today and are tagged #home.'],
  ['today | overdue', 'Open tasks that are due today or are overdue.'],
  ['#a & (p1 | p2)', 'Open tasks that are tagged #a, and either have urgent priority or have high priority.'],
  ['#a & p1 | !today', 'Open tasks that are tagged #a and have urgent priority; or are not due today.'],
  ['completed', 'Completed tasks.'],
  ['any', 'Open and completed tasks.'],
  ['deleted & completed', 'Completed tasks in the trash.'],
  ['open & completed', 'Tasks that are open and are completed.'],
  ['completed | today', 'Tasks that are completed; or are open and are due today.'],
  ['!(today | no tags)', 'Open tasks that are not due today and have tags.'],
  ['!completed', 'Tasks that are not completed.'],
  ['due before: next friday', 'Open tasks that are due before Friday, 27 November 2026.'],
  ['completed after: last week', 'Tasks that were completed after Sunday, 15 November 2026.'],
  ['created: this week', 'Open tasks that were created from Monday, 16 November 2026 to Sunday, 22 November 2026.'],
  ['due before: +4 hours', 'Open tasks that are due before 16:00 on Saturday, 21 November 2026.'],
  ['7 days', 'Open tasks that are due from today to Friday, 27 November 2026.'],
  ['+home', 'Open tasks that are in “Home”.'],
  ['+home*', 'Open tasks that are in “Home Office” or “Home”.'],
  ['+garden', 'Open tasks that are in “garden” (there is no such list).'],
  ['search: call mum & call*', 'Open tasks that mention “call mum” and mention “call…”.'],
])('QL20 %j is told as %j', (text, sentence) => {
  expect(explained(text)).toEqual([sentence]);
});

it('QL20 each part between commas is told by itself', () => {
  expect(explained('today, #home')).toEqual(['Open tasks that are due today.', 'Open tasks that are tagged #home.']);
});
