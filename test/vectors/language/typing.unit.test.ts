import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { CaptureContext } from '#core/language/capture.ts';
import { parseCapture } from '#core/language/parse-capture.ts';

vi.setConfig({ testTimeout: 120_000 });

const CaseSchema = z.object({ text: z.string() });
/** Every so many of the vectors: typing all of them takes minutes. */
const EVERY = 12;
const WEDNESDAY: CaptureContext = { now: '2027-05-05T08:00:00.000Z', zone: 'Europe/Berlin', locale: 'en' };

it.each(['en', 'de', 'es', 'ur'])(
  'LG32 a line that is typed in %s is read as if nothing had been read before',
  (locale) => {
    const context = { ...WEDNESDAY, locale };
    const anew = (text: string) => {
      // Has no word in common with any text.
      parseCapture('', context);
      return parseCapture(text, context);
    };
    for (const text of linesOf(`capture-${locale}.jsonl`)) {
      const states = statesOf(text);
      const expected = states.map(anew);
      expect(states.map((state) => parseCapture(state, context))).toEqual(expected);
    }
  },
);

it('LG32 what was read at another moment or in another zone is not what is meant now', () => {
  const dueAt = (more: Partial<CaptureContext>) =>
    parseCapture('call Ada tomorrow at 9', { ...WEDNESDAY, ...more }).due;
  expect(dueAt({})).toEqual({ kind: 'floating', local: '2027-05-06T09:00' });
  expect(dueAt({ now: '2027-05-05T23:00:00.000Z' })).toEqual({ kind: 'floating', local: '2027-05-07T09:00' });
  const auckland = { now: '2027-05-05T13:00:00.000Z', zone: 'Pacific/Auckland' };
  expect(dueAt(auckland)).toEqual({ kind: 'floating', local: '2027-05-07T09:00' });
});

function linesOf(file: string): string[] {
  const lines = readFileSync(path.join(import.meta.dirname, file), 'utf8').split('\n');
  return lines
    .filter((line, at) => line !== '' && at % EVERY === 0)
    .map((line) => CaseSchema.parse(JSON.parse(line)).text);
}

/** Typed key by key, then changed in the middle and back. */
function statesOf(text: string): string[] {
  const typed = Array.from(text, (_, at) => text.slice(0, at + 1));
  const middles = [0.25, 0.5, 0.75].map((part) => Math.floor(text.length * part));
  const changed = middles.flatMap((at) => [`${text.slice(0, at)} 3 ${text.slice(at)}`, text.slice(0, at), text]);
  return [...typed, ...changed];
}
