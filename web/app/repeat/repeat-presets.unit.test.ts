import { expect, test } from 'vitest';
import { repeatPresets } from './repeat-presets.ts';

const labels = (start: string) => repeatPresets(start).map(({ label }) => label);

test('WEB41 the presets follow the day it is first due', () => {
  expect(labels('2026-11-21T15:00')).toEqual([
    'Every day',
    'Every weekday',
    'Every week on Saturday',
    'Every 2 weeks on Saturday',
    'Every month on the 21st',
    'Every month on the third Saturday',
    'Every year on 21 November',
  ]);
});

test('WEB41 from the last day of a month both of its meanings are offered', () => {
  expect(labels('2026-11-30').slice(4, 7)).toEqual([
    'Every month on the 30th (or the last day of shorter months)',
    'Every month on the last day',
    'Every month on the last Monday',
  ]);
});
