import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import { previewRecurrence } from '#core/recurrence/preview-recurrence.ts';
import { MomentSchema, PreviewRequestSchema } from '#core/recurrence/recurrence-preview.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import { TimeZoneSchema } from '#core/time/zone.ts';
import type { Evaluation, Verdict } from './evaluation.ts';
import { readLine } from './read-line.ts';
import { VectorIdSchema } from './vector-shapes.ts';

const { rule, start } = PreviewRequestSchema.shape;

const CaseSchema = z.object({
  id: VectorIdSchema,
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
    const read = readLine(line, CaseSchema);
    if ('broken' in read) return read.broken;
    const { id, expect, ...request } = read.asked;
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

function miss(id: string, about: string, expected: string, given: string): Verdict {
  return { id, about, isStrict: false, isLenient: false, expected, given };
}
