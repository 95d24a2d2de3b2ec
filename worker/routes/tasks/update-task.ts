import { TaskPatchSchema, UpdateTaskSchema } from '#core/task/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from './change-task.ts';
import { TaskParamsSchema, TaskWrittenSchema } from './task-answers.ts';

export const updateTask = endpoint(
  {
    method: 'patch',
    path: '/tasks/{taskId}',
    operationId: 'updateTask',
    summary: 'Change fields of a task',
    description:
      'Merges: a field that is left out stays, `null` clears, `tags` replaces the whole set. Of a task that repeats, following occurrences say the same, unless `scope` is `this`.',
    section: 'Tasks',
    access: 'write',
    params: TaskParamsSchema,
    query: UpdateTaskSchema.pick({ scope: true }),
    body: TaskPatchSchema,
    bodyMediaTypes: ['application/json', 'application/merge-patch+json'],
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeTask(call, { type: 'task.update', taskId: call.params.taskId, patch: call.body, ...call.query }),
);
