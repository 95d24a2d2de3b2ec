import { expect, it } from 'vitest';
import { suggestNames } from './name-suggestions.ts';

const known = { tags: ['home', 'homework', 'größe'], lists: ['Inbox', 'Home and garden', 'R&D'] };
const at = (marked: string) => suggestNames(marked.replace('|', ''), marked.indexOf('|'), known);

it.each([
  ['Pay #ho|', ['home', 'homework']],
  ['Pay #|', ['home', 'homework', 'größe']],
  ['#GRO|', ['größe']],
  ['Plant (+gar|', ['Home and garden']],
  ['Plant +h|om roses', ['Home and garden']],
  ['Pay #homework|', undefined],
  ['Pay #home |', undefined],
  ['C#|', undefined],
  ['1 + |', undefined],
  ['Pay #xyz|', undefined],
  ['Pay|', undefined],
])('QA8 what is offered at %s', (marked, names) => {
  expect(at(marked)?.names).toEqual(names);
});

it('QA8 the whole word gives way to the name, also behind the caret', () => {
  expect(at('Plant +h|om roses')).toMatchObject({ sign: '+', start: 6, end: 10 });
});
