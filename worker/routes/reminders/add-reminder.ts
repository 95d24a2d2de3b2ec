import { NewReminderSchema } from '#core/reminder/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from '../tasks/change-task.ts';
import { TaskParamsSchema, TaskWrittenSchema } from '../tasks/task-answers.ts';

export const addReminder = endpoint(
  {
    method: 'post',
    path: '/tasks/{taskId}/reminders',
    operationId: 'addReminder',
    summary: 'Add a reminder to a task',
    description:
      'So many minutes before the due, or at a time of its own. One whose moment has passed rings at once while the due is ahead, and is refused otherwise.',
    section: 'Reminders',
    access: 'write',
    params: TaskParamsSchema,
    body: NewReminderSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'id_taken', 'invalid_state', 'limit_reached'],
  },
  (call) => changeTask(call, { type: 'reminder.add', taskId: call.params.taskId, ...call.body }),
);
