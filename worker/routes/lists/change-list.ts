import type { z } from 'zod';
import type { Command } from '#core/command/command.ts';
import type { Call, Reply } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { findList } from './find-list.ts';
import { type ListParamsSchema, type ListWrittenSchema, listWritten } from './list-answers.ts';

type ListCall = Pick<Call<z.output<typeof ListParamsSchema>, unknown, unknown>, 'ctx' | 'user' | 'params'>;

/** Carries out a command on the list of the address, for the version that `If-Match` names. */
export async function changeList(call: ListCall, command: Command): Promise<Reply<z.output<typeof ListWrittenSchema>>> {
  const done = await executeOne(call, command, async () => (await findList(call.user, call.params.listId)).version);
  return listWritten(done);
}
