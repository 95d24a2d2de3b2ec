import { z } from 'zod';
import { FieldErrorSchema } from '#core/errors.ts';
import { CorrelationIdSchema, ListIdSchema } from '#core/ids.ts';
import { PART_KINDS } from '#core/language/capture.ts';
import { ListSchema } from '#core/list/list.ts';
import { ReminderWhenSchema } from '#core/reminder/reminder.ts';
import { LocaleSchema } from '#core/settings/settings.ts';
import { DueSchema } from '#core/task/due.ts';
import { PrioritySchema, TaskSchema } from '#core/task/task.ts';

const MAX_TEXT_CHARACTERS = 50_000;
const MAX_SPANS = 500;

const SpanSchema = z
  .strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() })
  .meta({ id: 'TextSpan', description: 'UTF-16 offsets in the text; the end is not part of it.' });
const spans = z.array(SpanSchema).max(MAX_SPANS).default([]);

export const QuickAddSchema = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .max(MAX_TEXT_CHARACTERS)
      .meta({
        description: 'Each line that says something is a task.',
        examples: ['pay rent every month on the 1st at 9 #home p1 !1d'],
      }),
    mode: z.enum(['parse', 'create']).meta({ description: '`parse` only says what the text means.' }),
    rejected: spans.meta({ description: 'Words that are to stay text.' }),
    accepted: spans.meta({ description: 'Guesses that are right.' }),
    swapped: spans.meta({ description: 'Dates that are meant in their other reading.' }),
    locale: LocaleSchema.optional().meta({
      description: 'The language of the text; that of the settings when absent.',
    }),
    createList: z.boolean().default(false).meta({
      description: 'Makes the lists that are named and do not exist; otherwise nothing is added.',
    }),
  })
  .meta({ id: 'QuickAdd' });

const RecurrenceSchema = z.strictObject({ rule: z.string(), trigger: z.enum(['schedule', 'completion']) });
const ReadingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('due'), due: DueSchema }),
  z.strictObject({ kind: z.literal('recurrence'), recurrence: RecurrenceSchema, due: DueSchema }),
  z.strictObject({ kind: z.literal('reminders'), reminders: z.array(ReminderWhenSchema).readonly() }),
  z.strictObject({ kind: z.literal('tag'), tag: z.string() }),
  z.strictObject({ kind: z.literal('list'), list: z.string() }),
  z.strictObject({ kind: z.literal('priority'), priority: PrioritySchema }),
  z.strictObject({ kind: z.literal('tooFine') }),
  z.strictObject({ kind: z.literal('impossible') }),
]);

const place = { start: z.int().nonnegative(), end: z.int().nonnegative() };

const PartSchema = z
  .strictObject({
    ...place,
    text: z.string(),
    kind: z.enum(PART_KINDS),
    confidence: z.enum(['sure', 'guess']).meta({ description: 'A guess is still in the title and only offered.' }),
    reading: ReadingSchema.meta({ description: 'What it means, absolute.' }),
    alternative: DueSchema.nullable().meta({ description: 'The other date that the same digits can mean.' }),
  })
  .meta({ id: 'TextPart' });

const LineSchema = z
  .strictObject({
    ...place,
    title: z.string(),
    parts: z.array(PartSchema).readonly(),
    due: DueSchema.nullable(),
    recurrence: RecurrenceSchema.nullable(),
    reminders: z.array(ReminderWhenSchema).readonly(),
    tags: z.array(z.string()).readonly(),
    list: z.string().nullable(),
    listId: ListIdSchema.nullable().meta({ description: 'Null where no list is named, or none of that name exists.' }),
    priority: PrioritySchema,
    problems: z.array(FieldErrorSchema).meta({ description: 'Why it could not be added as it is.' }),
  })
  .meta({ id: 'CapturedLine' });

/** What a text means, or what was made of it. */
export const QuickAddAnswerSchema = z
  .discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('parse'), lines: z.array(LineSchema) }),
    z.strictObject({
      mode: z.literal('create'),
      tasks: z.array(TaskSchema).meta({ description: 'In the order of the lines.' }),
      lists: z.array(ListSchema).meta({ description: 'Lists that were made for them.' }),
      seq: z.int().positive().nullable(),
      correlationId: CorrelationIdSchema.meta({ description: 'What POST /undo takes to take all of them back.' }),
    }),
  ])
  .meta({ id: 'QuickAddAnswer' });
