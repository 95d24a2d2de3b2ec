import { expect, it } from 'vitest';
import { localTimeAt } from '#core/time/local.ts';
import { frameList } from './frame-list.ts';
import { zoneOfTheMorning } from './zone-of-the-morning.ts';

const HOUR = 3_600_000;

it('FILM3 it is morning for whoever the pictures show, at every hour of a winter’s and of a summer’s day', () => {
  for (const start of ['2026-01-15T00:00:00Z', '2026-07-15T00:00:00Z', '2026-03-29T00:00:00Z'].map(Date.parse)) {
    for (let at = start; at < start + 24 * HOUR; at += HOUR / 4) {
      const time = localTimeAt(at, zoneOfTheMorning(at));
      expect(time >= '09:00' && time < '12:00', `${new Date(at).toISOString()} is ${time}`).toBe(true);
    }
  }
});

it('FILM2 each picture stands until the next one was taken', () => {
  const frames = [
    { file: '1.jpg', atMs: 5000 },
    { file: '2.jpg', atMs: 5040 },
    { file: '3.jpg', atMs: 7040.5 },
  ];
  expect(frameList(frames)).toBe(
    [
      'ffconcat version 1.0',
      "file '1.jpg'",
      'duration 0.040',
      "file '2.jpg'",
      'duration 2.001',
      "file '3.jpg'",
      'duration 1.000',
      "file '3.jpg'",
      '',
    ].join('\n'),
  );
  expect(frameList([])).toBe('ffconcat version 1.0\n');
});
