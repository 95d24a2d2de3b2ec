import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { parseCapture } from '#core/language/parse-capture.ts';
import { explainQuery } from '#core/query-language/explain-query.ts';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { readDate } from '#core/query-language/read-date.ts';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import { LINE_SECTIONS, type LineSection, QUERY_DATES, QUERY_SECTIONS, type QuerySection } from './chosen-lines.ts';
import { captureWords, dateReadingWords } from './told.ts';

/** When and where every line of the page is read. A Wednesday. */
export const LINE_MOMENT = { now: '2027-05-05T08:00:00.000Z', zone: 'Europe/Paris' };
/** The same for queries: the vectors of theirs are about other tasks. A Saturday. */
export const QUERY_MOMENT = { now: '2026-11-21T11:00:00.000Z', zone: 'Europe/Berlin' };
const LISTS = [
  { id: 'list_1', name: 'Groceries' },
  { id: 'list_2', name: 'Home Office' },
];
const LANGUAGES: Readonly<Record<string, string>> = { de: 'German', es: 'Spanish', ur: 'Urdu' };

const VectorSchema = z.object({ text: z.string().optional(), q: z.string().optional(), locale: z.string().optional() });

const INTRO = `# What you can write

A task is written as one line, wherever a task can be made. What is understood is marked and written out while you type; the
cross beside it, or Backspace right behind it, gives the words back as text. What is left is the title.

The lines below are read on Wednesday 5 May 2027 at 10:00 in Paris, and checked whenever the tests run.
`;

/**
 * The language, as Markdown: the same text is a page of the app.
 *
 * @throws PlainError naming a line that no vector holds
 */
export async function renderLanguage(): Promise<string> {
  const known = await knownLines();
  return [
    INTRO,
    ...LINE_SECTIONS.map((section) => lineSection(section, known)),
    ...QUERY_SECTIONS.map((section) => querySection(section, known)),
    queryDates(known),
  ].join('\n');
}

/** Every line of the vectors, by its language. */
async function knownLines(): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  const read = async (name: string, locale: string) => {
    const text = await readFile(path.join(project.root, 'test/vectors/language', name), 'utf8');
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const vector = VectorSchema.parse(JSON.parse(line));
      known.add(`${vector.locale ?? locale} ${vector.text ?? vector.q ?? ''}`);
    }
  };
  for (const locale of ['en', ...Object.keys(LANGUAGES)]) {
    await read(`capture-${locale}.jsonl`, locale);
    await read(`plain-${locale}.jsonl`, locale);
  }
  await read('query.jsonl', 'q');
  await read('query-dates.jsonl', 'q');
  return known;
}

function mustBeKnown(known: ReadonlySet<string>, locale: string, line: string): void {
  if (!known.has(`${locale} ${line}`)) throw new PlainError(`No vector holds “${line}” (${locale}).`);
}

function lineSection({ title, words, locale, lines }: LineSection, known: ReadonlySet<string>): string {
  const rows = lines.map((line) => {
    mustBeKnown(known, locale, line);
    const capture = parseCapture(line, { ...LINE_MOMENT, locale });
    const rest = captureWords(capture);
    return [code(line), rest === '' ? 'all of it is the title' : `**${cell(capture.title)}**; ${cell(rest)}`];
  });
  return section(title, words, ['You write', 'It becomes'], rows);
}

function querySection({ title, words, queries }: QuerySection, known: ReadonlySet<string>): string {
  const rows = queries.map((text) => {
    mustBeKnown(known, 'q', text);
    const { query, problem } = parseQuery(text);
    if (query === null) throw new PlainError(`“${text}” is no query: ${problem.message}`);
    return [code(text), cell(explainQuery(query, { moment: QUERY_MOMENT, lists: LISTS }).join(' And: '))];
  });
  return section(title, `${words} Read on Saturday 21 November 2026.`, ['You write', 'It finds'], rows);
}

function queryDates(known: ReadonlySet<string>): string {
  const rows = QUERY_DATES.map(([locale, words]) => {
    mustBeKnown(known, locale, words);
    const reading = readDate(words, { ...QUERY_MOMENT, locale }, 'ahead');
    if (reading === null) throw new PlainError(`“${words}” is no date (${locale}).`);
    return [LANGUAGES[locale] ?? locale, code(`due: ${words}`), cell(dateReadingWords(reading))];
  });
  const words = `After the colon a date may be in any of the languages, whatever yours is. Read on the same Saturday.`;
  return section('In which languages?', words, ['Language', 'You write', 'Due on'], rows);
}

function section(title: string, words: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', words, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** As it is typed: in a table only a bar would be taken for its own. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** Text that is to stay as it is between the bars of a table. */
function cell(text: string): string {
  return text.replaceAll(/[\\|*_[\]<>]/g, (sign) => `\\${sign}`);
}
