import { z } from 'zod';
import type { CommandDone } from '#core/command/reply.ts';
import { CorrelationIdSchema } from '#core/ids.ts';
import { TagSchema } from '#core/tag/tag.ts';
import type { Reply } from '../../contract/endpoint.ts';

export const TagParamsSchema = z.strictObject({ tag: TagSchema });

/** The answer to a change of a tag, which is a change of every task that carries it. */
export const TagWrittenSchema = z
  .strictObject({
    tag: TagSchema.meta({ description: 'As it is stored: normalised.' }),
    changed: z.int().nonnegative().meta({ description: 'How many things were changed.' }),
    remaining: z
      .int()
      .nonnegative()
      .meta({ description: 'How many tasks one request of bounded size left; repeat it until this is 0.' }),
    seq: z.int().positive().nullable().meta({ description: 'Its place in the log; null when nothing had to change.' }),
    correlationId: CorrelationIdSchema.meta({ description: 'What POST /undo takes to take it back.' }),
  })
  .meta({ id: 'TagWritten' });

export function tagWritten(tag: string, done: CommandDone): Reply<z.output<typeof TagWrittenSchema>> {
  const { changed, remaining, seq, correlationId, isReplay } = done;
  return { body: { tag, changed, remaining, seq, correlationId }, isReplay };
}
