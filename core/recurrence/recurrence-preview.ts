import { z } from 'zod';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema, LocalDateTimeSchema } from '../time/local.ts';
import { SlotSchema } from '../time/slot.ts';
import { TimeZoneSchema } from '../time/zone.ts';

export const MAX_PREVIEWED = 100;

/** A start as calendars write it too: seconds, which no due has, may stand there as :00. */
const StartSchema = z
  .string()
  .transform((start) => start.replace(/(T\d\d:\d\d):00(?:\.0+)?$/, '$1'))
  .pipe(SlotSchema)
  .meta({ examples: ['2026-11-21', '2026-11-21T15:00'] });

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A moment as others write it, in any offset and to any fraction, within the years that dates have here. */
export const MomentSchema = z
  .string()
  .refine((text) => MOMENT.test(text) && !Number.isNaN(Date.parse(text)), {
    error: 'must be an instant such as 2026-11-21T14:00:00Z',
    abort: true,
  })
  .refine((text) => LocalDateSchema.safeParse(text.slice(0, 10)).success, 'must be a moment that exists, 1900 to 2199')
  .transform((text) => new Date(text).toISOString())
  .meta({ format: 'date-time', examples: ['2026-11-21T14:00:00Z'] });

/** What to preview. */
export const PreviewRequestSchema = z
  .strictObject({
    rule: z.string().meta({ description: 'An RRULE (RFC 5545).', examples: ['FREQ=WEEKLY;BYDAY=MO,TH'] }),
    start: StartSchema.meta({ description: 'The first due on the wall clock: a date, or a time.' }),
    zone: TimeZoneSchema.optional().meta({ description: 'The zone of the wall clock; the user’s when left out.' }),
    after: MomentSchema.nullable()
      .default(null)
      .meta({ description: 'Only what comes strictly after this instant; null begins with the start.' }),
    count: z.int().min(1).max(MAX_PREVIEWED).default(10).meta({ description: 'How many at most.' }),
  })
  .meta({ id: 'RecurrencePreviewRequest' });

/** A note, and the same as a sentence. */
const told = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject({ ...shape, text: z.string() });

/** What is special about an occurrence, and the same as a sentence. */
export const RecurrenceNoteSchema = z
  .discriminatedUnion('kind', [
    told({ kind: z.literal('clock_forward'), at: LocalDateTimeSchema }),
    told({ kind: z.literal('clock_back') }),
    told({ kind: z.literal('short_month'), day: z.int() }),
    told({ kind: z.literal('skipped'), unit: z.enum(['month', 'year']), periods: z.array(z.string()) }),
    told({ kind: z.literal('leap_day') }),
  ])
  .meta({ id: 'RecurrenceNote' });

const PlaceSchema = z.strictObject({
  /** On the wall clock, also where a clock change skips that time. */
  local: SlotSchema,
  /** Null for a date, which is no instant. */
  instant: InstantSchema.nullable(),
});

/** What a rule comes to, before anything is saved. */
export const RecurrencePreviewSchema = z
  .strictObject({
    rule: z.string().meta({ description: 'In canonical form; this is what is stored.' }),
    start: SlotSchema.meta({ description: 'The first slot of the rule, at or after the start that was asked for.' }),
    isStartMoved: z.boolean(),
    zone: TimeZoneSchema,
    text: z.string().meta({ description: 'The rule in English.' }),
    occurrences: z.array(PlaceSchema.extend({ notes: z.array(RecurrenceNoteSchema) })),
    last: PlaceSchema.nullable().meta({ description: 'The last one ever; null when the rule never ends.' }),
  })
  .meta({ id: 'RecurrencePreview' });

export type RecurrencePreview = z.infer<typeof RecurrencePreviewSchema>;
