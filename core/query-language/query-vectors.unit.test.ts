import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  DateVectorSchema,
  QueryVectorSchema,
  REPEATING_ID,
  readLines,
  readTasks,
} from '#test/query-language/query-vectors.ts';
import { toInstant } from '../instant.ts';
import { formatQuery } from './format-query.ts';
import { matchTask } from './match-task.ts';
import { parseQuery } from './parse-query.ts';
import { planQuery } from './plan-query.ts';
import { readDate } from './read-date.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../test/vectors/language');
const read = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');
const { tasks, lists } = readTasks(read('query-tasks.jsonl'));

describe('vectors of queries', () => {
  it.each(readLines(read('query.jsonl'), QueryVectorSchema))(
    'QL4 $id: $q',
    ({ q, format, now, timezone, expect: ids }) => {
      const { query, problem } = parseQuery(q);
      if (query === null) throw new Error(problem.message);
      expect(formatQuery(query)).toBe(format);
      const moment = { now: toInstant(Date.parse(now)), zone: timezone };
      const conditions = planQuery(query, { moment, lists });
      const context = { zone: timezone, repeats: (id: string) => id === REPEATING_ID };
      const found = tasks.filter((task) => conditions.some((each) => matchTask(each, task, context)));
      expect(found.map(({ id }) => id).sort()).toEqual(ids);
    },
  );
});

describe('vectors of dates', () => {
  it.each(readLines(read('query-dates.jsonl'), DateVectorSchema))(
    'QL5 $id: $text ($lean)',
    ({ text, now, timezone, locale, lean, expect: is }) => {
      const reading = readDate(text, { now: toInstant(Date.parse(now)), zone: timezone, locale }, lean);
      const shown = reading?.kind === 'instant' ? { kind: 'instant', at: toInstant(reading.epochMs) } : reading;
      expect(shown).toEqual(is);
    },
  );
});
