import { expect, it } from 'vitest';
import { nearestNames } from './nearest-names.ts';

it('QA6 the names most like what was typed come first, and none that is not like it', () => {
  const names = ['Home', 'Homework', 'Work', 'Große Reise', 'Errands'];
  expect(nearestNames('hom', names)).toEqual(['Home', 'Homework']);
  expect(nearestNames('wrok', names)[0]).toBe('Work');
  expect(nearestNames('GROSSE', names)).toEqual(['Große Reise']);
  expect(nearestNames('xyz', names)).toEqual([]);
});
