import { TagTaskSchema } from '#core/task/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from './change-task.ts';
import { TaskParamsSchema, TaskWrittenSchema } from './task-answers.ts';

export const tagTask = endpoint(
  {
    method: 'post',
    path: '/tasks/{taskId}/tags',
    operationId: 'tagTask',
    summary: 'Add and remove single tags of a task',
    description: 'Unlike replacing `tags`, two devices that add different ones keep both.',
    section: 'Tasks',
    access: 'write',
    params: TaskParamsSchema,
    body: TagTaskSchema.omit({ type: true, taskId: true, ifVersion: true }),
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'invalid_state', 'limit_reached'],
  },
  (call) => changeTask(call, { type: 'task.tag', taskId: call.params.taskId, ...call.body }),
);
