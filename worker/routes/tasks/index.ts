import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { deleteTask } from './delete-task.ts';
import { getTask } from './get-task.ts';
import { listTasks } from './list-tasks.ts';
import { moveTask } from './move-task.ts';
import { reopenTask } from './reopen-task.ts';
import { restoreTask } from './restore-task.ts';
import { tagTask } from './tag-task.ts';
import { updateTask } from './update-task.ts';

export const taskEndpoints = [
  listTasks,
  createTask,
  getTask,
  updateTask,
  deleteTask,
  completeTask,
  reopenTask,
  restoreTask,
  moveTask,
  tagTask,
];
