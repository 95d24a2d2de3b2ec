import { ChangeReminderSchema } from '#core/reminder/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from '../tasks/change-task.ts';
import { TaskWrittenSchema } from '../tasks/task-answers.ts';
import { ReminderParamsSchema } from './reminder-params.ts';

export const changeReminder = endpoint(
  {
    method: 'patch',
    path: '/tasks/{taskId}/reminders/{reminderId}',
    operationId: 'changeReminder',
    summary: 'Change a reminder',
    section: 'Reminders',
    access: 'write',
    params: ReminderParamsSchema,
    body: ChangeReminderSchema.shape.patch,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeTask(call, { type: 'reminder.change', ...call.params, patch: call.body }),
);
