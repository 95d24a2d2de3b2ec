import type { z } from 'zod';
import type { Command } from '#core/command/command.ts';
import type { Call, Reply } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { type SeriesParamsSchema, type SeriesWrittenSchema, seriesWritten } from './series-answers.ts';

type SeriesCall = Pick<Call<z.output<typeof SeriesParamsSchema>, unknown, unknown>, 'ctx' | 'user' | 'params'>;

/** Carries out a command on the series of the address, for the version that `If-Match` names. */
export async function changeSeries(
  call: SeriesCall,
  command: Command,
): Promise<Reply<z.output<typeof SeriesWrittenSchema>>> {
  const done = await executeOne(
    call,
    command,
    async () => (await call.user.getSeries(call.params.seriesId)).series.version,
  );
  return seriesWritten(done);
}
