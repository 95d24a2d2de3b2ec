import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from '../tasks/change-task.ts';
import { TaskWrittenSchema } from '../tasks/task-answers.ts';
import { ReminderParamsSchema } from './reminder-params.ts';

export const cancelReminder = endpoint(
  {
    method: 'delete',
    path: '/tasks/{taskId}/reminders/{reminderId}',
    operationId: 'cancelReminder',
    summary: 'Cancel a reminder',
    section: 'Reminders',
    access: 'write',
    params: ReminderParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeTask(call, { type: 'reminder.cancel', ...call.params }),
);
