import { z } from 'zod';
import { occurrencesAfter } from '#core/recurrence/occurrences.ts';
import { parseRecurrence } from '#core/recurrence/parse-recurrence.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import type { Evaluation, Verdict } from './evaluation.ts';

const CaseSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  rule: z.string(),
  /** Wall clock; seconds, if written, are :00. */
  start: z.string().transform((start) => start.replace(/(T\d\d:\d\d):00(?:\.0+)?$/, '$1')),
  zone: z.string(),
  /** An instant. */
  after: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  /** Instants strictly after it. */
  expect: z.array(z.string().refine((text) => !Number.isNaN(Date.parse(text)))),
});

/** `{"id","rule","start","zone","after","expect":[…]}`: the next occurrences of a rule, as instants. Lenient is no different. */
export const recurrenceEvaluation: Evaluation = {
  kind: 'recurrence',
  judge(line) {
    const asked = CaseSchema.safeParse(readJson(line));
    if (!asked.success)
      return miss('?', line.slice(0, 100), 'a line as the format has it', z.prettifyError(asked.error));
    const { id, rule, start, zone, after, expect } = asked.data;
    const about = `${rule} from ${start} in ${zone} after ${after}`;
    const expected = expect.map((text) => new Date(text).toISOString());
    const parsed = parseRecurrence({ rule, start, zone });
    if (isProblem(parsed)) {
      const isNothing = parsed.neverOccurs === true && expected.length === 0;
      if (!isNothing) return miss(id, about, expected.join(' '), `refused: ${parsed.message}`);
      return { id, about, isStrict: true, isLenient: true, expected: '', given: '' };
    }
    const given: string[] = [];
    // A list may stop before its recurrence does; only an empty one says that there is nothing.
    const count = Math.max(1, expected.length);
    for (const { epochMs } of occurrencesAfter(parsed, zone, Date.parse(after))) {
      given.push(new Date(epochMs).toISOString());
      if (given.length >= count) break;
    }
    const isSame = given.join(' ') === expected.join(' ');
    return { id, about, isStrict: isSame, isLenient: isSame, expected: expected.join(' '), given: given.join(' ') };
  },
};

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function miss(id: string, about: string, expected: string, given: string): Verdict {
  return { id, about, isStrict: false, isLenient: false, expected, given };
}
