import { expect, test } from 'vitest';
import { spanWords, zoneDifference } from './zone-difference.ts';

const NOVEMBER = Date.parse('2026-11-21T12:00:00Z');

test.each([
  ['America/New_York', 'Europe/Berlin', -360],
  ['Asia/Kathmandu', 'Europe/Berlin', 285],
  // The same clock now, another one in summer.
  ['Africa/Lagos', 'Europe/Berlin', 0],
])('WEB35 a device in %s and settings of %s part by %i minutes', (device, settings, laterMinutes) => {
  expect(zoneDifference(device, settings, NOVEMBER)).toEqual({ laterMinutes });
});

test.each([
  ['Europe/Paris', 'Europe/Berlin'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Nowhere/At_All', 'Europe/Berlin'],
])('WEB35 a device in %s and settings of %s show the same clock all year, so nobody is asked', (device, settings) => {
  expect(zoneDifference(device, settings, NOVEMBER)).toBeNull();
});

test.each([
  [-360, '6 hours'],
  [60, '1 hour'],
  [285, '4 hours 45 minutes'],
  [-30, '30 minutes'],
])('WEB35 %i minutes are %s', (minutes, words) => {
  expect(spanWords(minutes)).toBe(words);
});
