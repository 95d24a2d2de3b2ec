import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { planned } from '#core/tools/commands/planned.ts';
import type { undoTool } from '#core/tools/undo.ts';
import { findLatestOf, findMadeBy } from '../db/queries/find-undoable.ts';
import type { CompiledChange } from './bound-tool.ts';
import type { ToolContext } from './tool-context.ts';

export async function compileUndo(
  input: z.output<typeof undoTool.input>,
  { db, caller }: ToolContext,
): Promise<CompiledChange> {
  const { userId, actor } = caller;
  const correlationId = input.correlationId ?? (await findLatestOf(db, userId, actor));
  if (correlationId === null) {
    throw new AppError('not_found', 'This agent has done nothing lately that could be taken back.');
  }
  const madeHere = await findMadeBy(db, userId, correlationId, actor);
  const commands = [planned('/correlationId', { type: 'undo', correlationId })];
  return madeHere === null ? { commands } : { commands, madeHere };
}
