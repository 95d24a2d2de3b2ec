import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { isEqualJson } from '#core/json.ts';
import type { Capture } from '#core/language/capture.ts';
import { parseCapture } from '#core/language/parse-capture.ts';
import { parseRecurrence } from '#core/recurrence/parse-recurrence.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import { firstSlotsAfter } from '#core/recurrence/slots.ts';
import { TimeZoneSchema } from '#core/time/zone.ts';
import type { Evaluation, Verdict } from './evaluation.ts';
import { readLine } from './read-line.ts';
import {
  VectorDueSchema,
  VectorIdSchema,
  VectorNowSchema,
  VectorPrioritySchema,
  VectorRecurrenceSchema,
  VectorRemindersSchema,
} from './vector-shapes.ts';

const MeantSchema = z.object({
  title: z.string(),
  due: VectorDueSchema,
  priority: VectorPrioritySchema,
  tags: z.array(z.string()),
  recurrence: VectorRecurrenceSchema,
  reminders: VectorRemindersSchema,
});

export type Meant = z.infer<typeof MeantSchema>;

const EMPTY: Omit<Meant, 'title'> = { due: null, priority: null, tags: [], recurrence: null, reminders: [] };

export const CaptureCaseSchema = z.object({
  id: VectorIdSchema,
  now: VectorNowSchema,
  timezone: TimeZoneSchema,
  text: z.string(),
  expect: MeantSchema.partial().extend({ title: z.string() }),
  accept: z.array(MeantSchema.partial()).default([]),
  locale: z.string().optional(),
});

export type CaptureCase = z.infer<typeof CaptureCaseSchema>;

/** A capture in the words of the vectors. */
export function meantBy(capture: Capture): Meant {
  const { title, due, priority, tags, recurrence, reminders } = capture;
  return {
    title,
    due: due === null || due.kind === 'date' ? due : { kind: 'time', local: due.local },
    priority: priority === 'none' ? null : priority,
    tags: [...tags],
    recurrence: recurrence && { rrule: recurrence.rule, trigger: recurrence.trigger },
    reminders: reminders.map((each) =>
      each.kind === 'before' ? { before_minutes: each.minutes } : { at: each.local },
    ),
  };
}

/**
 * `{"id","now","timezone","text","expect","accept"}`: a line of text and what it means. All six keys are compared; what an
 * expectation leaves out is empty. Lenient takes one of `accept` instead, and a rule that gives the same occurrences.
 *
 * @param locale the language of lines that do not name theirs
 */
export function captureEvaluation(locale = 'en'): Evaluation {
  return {
    kind: 'capture',
    judge(line) {
      const read = readLine(line, CaptureCaseSchema);
      return 'broken' in read ? read.broken : judgeCapture(read.asked, locale);
    },
  };
}

export function judgeCapture(asked: CaptureCase, locale: string): Verdict {
  const { id, now, timezone: zone, text, expect, accept } = asked;
  const context = { now: toInstant(Date.parse(now)), zone, locale: asked.locale ?? locale };
  const given = normal(meantBy(parseCapture(text, context)));
  const expected = normal({ ...EMPTY, ...expect });
  const others = accept.map((each) => normal({ ...EMPTY, ...expect, ...each }));
  return {
    id,
    about: `${text}  (${now} ${zone})`,
    isStrict: isEqualJson(given, expected),
    isLenient: [expected, ...others].some((each) => isAlike(each, given)),
    expected: JSON.stringify(expected),
    given: JSON.stringify(given),
  };
}

/** Reminders and tags are sets; no priority is `none`. */
function normal(meant: Meant): Meant {
  return {
    ...meant,
    priority: meant.priority === 'none' ? null : meant.priority,
    tags: [...meant.tags].sort(),
    reminders: [...meant.reminders].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

function isAlike(a: Meant, b: Meant): boolean {
  if (isEqualJson(a, b)) return true;
  if (a.recurrence === null || b.recurrence === null || a.recurrence.trigger !== b.recurrence.trigger) return false;
  const isElse = isEqualJson({ ...a, recurrence: null }, { ...b, recurrence: null });
  const [one, other] = [occurrences(a), occurrences(b)];
  return isElse && one !== null && isEqualJson(one, other);
}

function occurrences({ recurrence, due }: Meant): string[] | null {
  if (recurrence === null || due === null) return null;
  const start = due.kind === 'date' ? due.date : due.local;
  const parsed = parseRecurrence({ rule: recurrence.rrule, start, zone: 'UTC' });
  return isProblem(parsed) ? null : firstSlotsAfter(parsed, null, 10);
}
