import { z } from 'zod';
import type { CommandDone } from '#core/command/reply.ts';
import { invariant } from '#core/errors.ts';
import { CorrelationIdSchema, SeriesIdSchema } from '#core/ids.ts';
import { SeriesSchema } from '#core/series/series.ts';
import type { Reply } from '../../contract/endpoint.ts';

export const SeriesParamsSchema = z.strictObject({ seriesId: SeriesIdSchema });

/** The answer to a change of one series. */
export const SeriesWrittenSchema = z
  .strictObject({
    series: SeriesSchema,
    seq: z.int().positive().nullable().meta({ description: 'Its place in the log; null when nothing had to change.' }),
    correlationId: CorrelationIdSchema.meta({ description: 'What POST /undo takes to take it back.' }),
  })
  .meta({ id: 'SeriesWritten' });

export function seriesWritten({
  series,
  seq,
  correlationId,
  isReplay,
}: CommandDone): Reply<z.output<typeof SeriesWrittenSchema>> {
  invariant(series, 'a command on a series answers the series');
  return { body: { series, seq, correlationId }, version: series.version, isReplay };
}
