import { AppError } from '#core/errors.ts';
import { previewRecurrence } from '#core/recurrence/preview-recurrence.ts';
import { PreviewRequestSchema, RecurrencePreviewSchema } from '#core/recurrence/recurrence-preview.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import { refuseRule } from '#core/series/refuse-rule.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const previewRecurrenceRoute = endpoint(
  {
    method: 'post',
    path: '/recurrence/preview',
    operationId: 'previewRecurrence',
    summary: 'What a repeat rule comes to, before it is saved',
    description:
      'Its canonical form, its text, the next occurrences with a note wherever a clock change, a short month or a leap day matters, and its end. A start off the pattern moves to the first slot; a single BYHOUR and BYMINUTE move into it.',
    section: 'Recurrence',
    access: 'read',
    body: PreviewRequestSchema,
    answer: { status: 200, description: 'The preview.', schema: RecurrencePreviewSchema },
  },
  async ({ user, body }) => {
    const zone = body.zone ?? (await user.getSettings()).zone;
    const preview = previewRecurrence({ ...body, zone });
    if (isProblem(preview)) throw AppError.from(refuseRule(preview, ''));
    return { body: preview };
  },
);
