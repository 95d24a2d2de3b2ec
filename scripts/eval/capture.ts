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

const DueSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('date'), date: z.string() }),
    z.object({ kind: z.literal('time'), local: z.string() }),
  ])
  .nullable();

const MeantSchema = z.object({
  title: z.string(),
  due: DueSchema,
  priority: z.enum(['none', 'low', 'medium', 'high', 'urgent']).nullable(),
  tags: z.array(z.string()),
  recurrence: z.object({ rrule: z.string(), trigger: z.enum(['schedule', 'completion']) }).nullable(),
  reminders: z.array(z.union([z.object({ before_minutes: z.number() }), z.object({ at: z.string() })])),
});

export type Meant = z.infer<typeof MeantSchema>;

const EMPTY: Omit<Meant, 'title'> = { due: null, priority: null, tags: [], recurrence: null, reminders: [] };

export const CaptureCaseSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  now: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
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
      const asked = CaptureCaseSchema.safeParse(readJson(line));
      if (!asked.success) {
        const given = z.prettifyError(asked.error);
        return {
          id: '?',
          about: line.slice(0, 100),
          isStrict: false,
          isLenient: false,
          expected: 'a line as the format has it',
          given,
        };
      }
      return judgeCapture(asked.data, locale);
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

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
