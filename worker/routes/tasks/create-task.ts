import { NewTaskSchema } from '#core/task/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { TaskWrittenSchema, taskWritten } from './task-answers.ts';

export const createTask = endpoint(
  {
    method: 'post',
    path: '/tasks',
    operationId: 'createTask',
    summary: 'Add a task',
    description:
      'Choose the `taskId` yourself, or send an `Idempotency-Key`, and repeating the request cannot add it twice.',
    section: 'Tasks',
    access: 'write',
    body: NewTaskSchema,
    isIdempotent: true,
    hasLocation: true,
    answer: { status: 201, description: 'The task was added.', schema: TaskWrittenSchema },
    problems: ['not_found', 'id_taken', 'invalid_state', 'limit_reached'],
  },
  async (call) => {
    const reply = taskWritten(await executeOne(call, { type: 'task.create', ...call.body }));
    return { ...reply, location: `/api/v1/tasks/${reply.body.task.id}` };
  },
);
