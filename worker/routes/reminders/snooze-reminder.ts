import { z } from 'zod';
import { SnoozeSchema } from '#core/reminder/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from '../tasks/change-task.ts';
import { TaskWrittenSchema } from '../tasks/task-answers.ts';
import { ReminderParamsSchema } from './reminder-params.ts';

export const snoozeReminder = endpoint(
  {
    method: 'post',
    path: '/tasks/{taskId}/reminders/{reminderId}/snooze',
    operationId: 'snoozeReminder',
    summary: 'Put a reminder off',
    description: 'It rings again then; the due stays where it is, and what rings now stops on every channel.',
    section: 'Reminders',
    access: 'write',
    params: ReminderParamsSchema,
    body: z.strictObject({ snooze: SnoozeSchema }),
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeTask(call, { type: 'reminder.snooze', ...call.params, snooze: call.body.snooze }),
);
