import { z } from 'zod';
import type { CommandDone } from '#core/command/reply.ts';
import { invariant } from '#core/errors.ts';
import { CorrelationIdSchema, ListIdSchema } from '#core/ids.ts';
import { ListSchema } from '#core/list/list.ts';
import type { Reply } from '../../contract/endpoint.ts';

export const ListParamsSchema = z.strictObject({ listId: ListIdSchema });

/** The answer to a change of one list. */
export const ListWrittenSchema = z
  .strictObject({
    list: ListSchema,
    seq: z.int().positive().nullable().meta({ description: 'Its place in the log; null when nothing had to change.' }),
    correlationId: CorrelationIdSchema.meta({ description: 'What POST /undo takes to take it back.' }),
  })
  .meta({ id: 'ListWritten' });

export function listWritten({
  list,
  seq,
  correlationId,
  isReplay,
}: CommandDone): Reply<z.output<typeof ListWrittenSchema>> {
  invariant(list, 'a command on a list answers the list');
  return { body: { list, seq, correlationId }, version: list.version, isReplay };
}
