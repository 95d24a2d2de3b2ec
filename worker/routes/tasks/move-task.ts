import { TaskPlaceSchema } from '#core/task/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from './change-task.ts';
import { TaskParamsSchema, TaskWrittenSchema } from './task-answers.ts';

export const moveTask = endpoint(
  {
    method: 'post',
    path: '/tasks/{taskId}/move',
    operationId: 'moveTask',
    summary: 'Move a task: to another list, under another task, or in the order',
    description:
      'List and parent stay when left out; `parentId: null` makes a subtask a task of its own. `after` or `before` names a neighbour (`null`: the very start, the very end).',
    section: 'Tasks',
    access: 'write',
    params: TaskParamsSchema,
    body: TaskPlaceSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'invalid_state', 'limit_reached'],
  },
  (call) => changeTask(call, { type: 'task.move', taskId: call.params.taskId, ...call.body }),
);
