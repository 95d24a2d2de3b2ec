import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import { previewRecurrence } from '#core/recurrence/preview-recurrence.ts';
import { MomentSchema, PreviewRequestSchema } from '#core/recurrence/recurrence-preview.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import { TimeZoneSchema } from '#core/time/zone.ts';
import type { Evaluation, Verdict } from './evaluation.ts';

const { rule, start } = PreviewRequestSchema.shape;

const CaseSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  rule,
  start,
  zone: TimeZoneSchema,
  after: MomentSchema,
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
    const { id, expect, ...request } = asked.data;
    const { zone } = request;
    const about = `${request.rule} from ${request.start} in ${zone} after ${request.after}`;
    const expected = expect.map((text) => new Date(text).toISOString());
    // A list may stop before its recurrence does; only an empty one says that there is nothing.
    const preview = previewRecurrence({ ...request, count: Math.max(1, expected.length) });
    if (isProblem(preview)) {
      const isNothing = preview.neverOccurs === true && expected.length === 0;
      if (!isNothing) return miss(id, about, expected.join(' '), `refused: ${preview.message}`);
      return { id, about, isStrict: true, isLenient: true, expected: '', given: '' };
    }
    // Vectors have an instant for a date too: the first of its day.
    const given = preview.occurrences.map(({ local, instant }) => instant ?? toInstant(slotEpochMs(local, zone)));
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
