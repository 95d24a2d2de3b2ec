import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { type CaptureCase, CaptureCaseSchema, captureEvaluation } from '../eval/capture.ts';
import { project } from '../local/project.ts';
import { LINE_SECTIONS } from './chosen-lines.ts';
import { LINE_MOMENT, renderLanguage } from './render-language.ts';
import { dueWords } from './told.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The cells of the rows of a table that begin with what is written. */
function rowsOf(text: string): string[][] {
  return [...text.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, written = '', meaning = '']) => [written, meaning]);
}

it('LG30 the reference is the one that is committed', async () => {
  const text = await renderLanguage();
  expect(await readFile(path.join(project.root, 'docs/language.md'), 'utf8')).toBe(text);
  for (const { title, lines } of LINE_SECTIONS) {
    const section = text.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
    expect(rowsOf(section).map(([written]) => written)).toEqual(lines);
  }
});

it('LG30 every line of it is a vector that holds, and its row tells the day that the vector says', async () => {
  const rows = new Map(rowsOf(await renderLanguage()).map(([written = '', meaning = '']) => [written, meaning]));
  for (const { locale, lines } of LINE_SECTIONS) {
    const { judge } = captureEvaluation(locale);
    const vectors = (await vectorsOf(locale)).filter(({ text }) => lines.includes(text));
    for (const line of lines) {
      const vector = vectors.find(({ text, now }) => text === line && Date.parse(now) === Date.parse(LINE_MOMENT.now));
      const known = vector ?? vectors.find(({ text }) => text === line);
      expect(known && judge(known.json).isStrict, line).toBe(true);
      const due = vector?.expect.due;
      const told =
        due && dueWords('date' in due ? { kind: 'date', date: due.date } : { kind: 'floating', local: due.local });
      expect(rows.get(line), line).toContain(told ?? '');
      if (!due && known?.expect.title === line) expect(rows.get(line)).toBe('all of it is the title');
    }
  }
});

async function vectorsOf(locale: string): Promise<(CaptureCase & { json: string })[]> {
  const read = async (kind: string) =>
    await readFile(path.join(project.root, `test/vectors/language/${kind}-${locale}.jsonl`), 'utf8');
  const lines = `${await read('capture')}${await read('plain')}`.split('\n').filter((line) => line !== '');
  return lines.map((json) => ({ ...CaptureCaseSchema.parse(JSON.parse(json)), json }));
}
