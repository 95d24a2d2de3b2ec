import type { z } from 'zod';
import type { Command } from '#core/command/command.ts';
import type { Call, Reply } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { type TaskParamsSchema, type TaskWrittenSchema, taskWritten } from './task-answers.ts';

type TaskCall = Pick<Call<z.output<typeof TaskParamsSchema>, unknown, unknown>, 'ctx' | 'user' | 'params'>;

/** Carries out a command on the task of the address, for the version that `If-Match` names. */
export async function changeTask(call: TaskCall, command: Command): Promise<Reply<z.output<typeof TaskWrittenSchema>>> {
  const done = await executeOne(call, command, async () => (await call.user.getTask(call.params.taskId)).version);
  return taskWritten(done);
}
