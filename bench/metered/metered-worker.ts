import { meterAlarm } from './meter-alarm.ts';
import { meterTurn } from './meter-turn.ts';

/**
 * What no answer can say of itself: nobody asks an alarm for anything, and a turn of the chat goes on after its headers.
 * The same code on the same database, with a meter. Runs in benches only.
 */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const meter = await (pathname === '/turn' ? meterTurn(request, env) : meterAlarm(request, env));
    const causes = Object.entries(meter.writtenTo).flatMap(([table, rows]) => (rows === 0 ? [] : `${table}:${rows}`));
    const { trips, statements, rowsRead: read, rowsWritten: written, hubCalls: hub } = meter;
    return Response.json({ trips, statements, read, written, hub, causes: causes.join(',') });
  },
} satisfies ExportedHandler<Env>;
