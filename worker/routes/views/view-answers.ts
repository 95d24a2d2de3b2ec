import { z } from 'zod';
import type { UserServices } from '#application/services.ts';
import type { Command } from '#core/command/command.ts';
import type { CommandDone } from '#core/command/reply.ts';
import { AppError, invariant } from '#core/errors.ts';
import { CorrelationIdSchema, SavedViewIdSchema } from '#core/ids.ts';
import { type SavedView, SavedViewSchema } from '#core/view/view.ts';
import type { Call, Reply } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';

export const ViewParamsSchema = z.strictObject({ viewId: SavedViewIdSchema });

/** The answer to a change of one saved view. */
export const ViewWrittenSchema = z
  .strictObject({
    view: SavedViewSchema,
    seq: z.int().positive().nullable().meta({ description: 'Its place in the log; null when nothing had to change.' }),
    correlationId: CorrelationIdSchema.meta({ description: 'What POST /undo takes to take it back.' }),
  })
  .meta({ id: 'ViewWritten' });

export function viewWritten(done: CommandDone): Reply<z.output<typeof ViewWrittenSchema>> {
  const { view, seq, correlationId, isReplay } = done;
  invariant(view, 'a command on a saved view answers the view');
  return { body: { view, seq, correlationId }, version: view.version, isReplay };
}

/** @throws AppError `not_found` */
export async function findView(user: UserServices, viewId: string): Promise<SavedView> {
  const view = (await user.listViews()).find(({ id }) => id === viewId);
  if (!view) throw new AppError('not_found', `There is no view ${viewId}.`);
  return view;
}

type ViewCall = Pick<Call<z.output<typeof ViewParamsSchema>, unknown, unknown>, 'ctx' | 'user' | 'params'>;

/** Carries out a command on the view of the address, for the version that `If-Match` names. */
export async function changeView(call: ViewCall, command: Command): Promise<Reply<z.output<typeof ViewWrittenSchema>>> {
  return viewWritten(
    await executeOne(call, command, async () => (await findView(call.user, call.params.viewId)).version),
  );
}
