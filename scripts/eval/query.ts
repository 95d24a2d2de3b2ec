import { toInstant } from '#core/instant.ts';
import { formatQuery } from '#core/query-language/format-query.ts';
import { matchTask } from '#core/query-language/match-task.ts';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { planQuery } from '#core/query-language/plan-query.ts';
import { QueryVectorSchema, REPEATING_ID, type readTasks } from '#test/query-language/query-vectors.ts';
import type { Evaluation, Verdict } from './evaluation.ts';
import { readLine } from './read-line.ts';

/**
 * `{"id","now","timezone","q","format","expect":[ids]}` over the tasks of another file: how a query is written again, and
 * the tasks it finds. Lenient is one that finds them but is written otherwise.
 */
export function queryEvaluation({ tasks, lists }: ReturnType<typeof readTasks>): Evaluation {
  return {
    kind: 'query',
    judge(line): Verdict {
      const read = readLine(line, QueryVectorSchema);
      if ('broken' in read) return read.broken;
      const { id, q, format, now, timezone: zone, expect } = read.asked;
      const about = `${q}  (${now} ${zone})`;
      const expected = `${format} ${expect.join(' ')}`;
      const { query, problem } = parseQuery(q);
      if (query === null) return { id, about, isStrict: false, isLenient: false, expected, given: problem.message };
      const conditions = planQuery(query, { moment: { now: toInstant(Date.parse(now)), zone }, lists });
      const context = { zone, repeats: (series: string) => series === REPEATING_ID };
      const found = tasks.filter((task) => conditions.some((each) => matchTask(each, task, context)));
      const ids = found.map((task) => task.id).sort();
      const isLenient = ids.join(' ') === [...expect].sort().join(' ');
      const written = formatQuery(query);
      const isStrict = isLenient && written === format;
      return { id, about, isStrict, isLenient, expected, given: `${written} ${ids.join(' ')}` };
    },
  };
}
