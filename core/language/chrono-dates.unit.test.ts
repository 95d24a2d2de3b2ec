import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaptureContext } from './capture.ts';
import { chronoDates } from './chrono-dates.ts';
import { parseCapture } from './parse-capture.ts';

// A Wednesday.
const WEDNESDAY: CaptureContext = { now: '2027-05-05T08:00:00.000Z', zone: 'Europe/Paris', locale: 'en' };

function capture(text: string, context: Partial<CaptureContext> = {}) {
  const all = { ...WEDNESDAY, ...context };
  return parseCapture(text, { ...all, suggested: chronoDates(text, all) });
}

describe('what another reader takes for a date', () => {
  it('LG25 is offered, and taken only when the user takes it', () => {
    const text = 'call Ana in a few days #home';
    const { title, due, parts } = capture(text);
    expect({ title, due }).toEqual({ title: 'call Ana in a few days', due: null });
    expect(parts[0]).toMatchObject({
      text: 'in a few days',
      confidence: 'guess',
      reading: { kind: 'due', due: { kind: 'date', date: '2027-05-08' } },
    });
    expect(capture(text, { accepted: [{ start: 9, end: 22 }] })).toMatchObject({
      title: 'call Ana',
      due: { kind: 'date', date: '2027-05-08' },
      tags: ['home'],
    });
    expect(capture(text, { rejected: [{ start: 9, end: 22 }] }).parts).toHaveLength(1);
  });

  it('LG25 changes nothing that is understood, and is no date in the past', () => {
    for (const text of ['call Ana friday or in a few days', 'trip mid june every friday at 5pm', 'Sunday Times']) {
      const { parts: _, ...alone } = parseCapture(text, WEDNESDAY);
      expect(capture(text)).toMatchObject({ ...alone });
    }
    expect(capture('what was the day before yesterday').parts).toEqual([]);
  });

  it('LG25 counts from the wall clock of the zone', () => {
    const late = { now: '2027-05-05T22:30:00.000Z', zone: 'Asia/Tokyo' } as const;
    const [part] = capture('tea 20 minutes later', late).parts;
    expect(part?.reading).toEqual({ kind: 'due', due: { kind: 'floating', local: '2027-05-06T07:50' } });
  });

  it('LG25 is asked in English only, and not about a page of text', () => {
    expect(chronoDates('in a few days', { ...WEDNESDAY, locale: 'de' })).toEqual([]);
    expect(chronoDates('in a few days '.repeat(100), WEDNESDAY)).toEqual([]);
  });

  it('LG25 comes as a file of its own: nothing imports it with the page', () => {
    const root = path.join(import.meta.dirname, '../..');
    const importing = ['core', 'web', 'worker', 'application']
      .flatMap((folder) =>
        readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          path.join(folder, file),
        ),
      )
      .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.ts$/.test(file) && !file.includes('node_modules'))
      .filter((file) =>
        /from '[^']*(chrono-dates\.ts|chrono-node[^']*)'/.test(readFileSync(path.join(root, file), 'utf8')),
      );
    expect(importing).toEqual(['core/language/chrono-dates.ts']);
  });
});
