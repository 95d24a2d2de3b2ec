import { expect, test } from 'vitest';
import { matchingTags } from './matching-tags.ts';

test('WEB22 tags that begin with what is typed come first, then those that contain it', () => {
  expect(matchingTags(['calls', 'family', 'film', 'half', 'travel'], 'f')).toEqual(['family', 'film', 'half']);
  expect(matchingTags(['calls', 'family'], '')).toEqual(['calls', 'family']);
  expect(matchingTags(['calls'], 'x')).toEqual([]);
});

test('WEB22 neither case nor accents hide a tag', () => {
  expect(matchingTags(['café', 'münchen', 'Übung'], 'Cafe')).toEqual(['café']);
  expect(matchingTags(['café', 'münchen', 'übung'], 'ub')).toEqual(['übung']);
});
