import type { Meter } from '#application/db/strict-d1.ts';
import { meterAlarm } from './meter-alarm.ts';
import { meterTell } from './meter-tell.ts';
import { meterTurn } from './meter-turn.ts';

const METERED: Readonly<Record<string, (request: Request, env: Env) => Promise<Meter>>> = {
  '/turn': meterTurn,
  '/alarm': meterAlarm,
  '/tell': meterTell,
};

/**
 * What no answer can say of itself: nobody asks an alarm for anything, and a turn of the chat goes on after its headers.
 * The same code on the same database, with a meter. Runs in benches only.
 */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === '/size') {
      const { meta } = await env.DB.prepare('SELECT 1').run();
      return Response.json({ bytes: meta.size_after });
    }
    const meter = await METERED[pathname]?.(request, env);
    if (!meter) return new Response('nothing is metered there', { status: 404 });
    const causes = Object.entries(meter.writtenTo).flatMap(([table, rows]) => (rows === 0 ? [] : `${table}:${rows}`));
    const { trips, statements, rowsRead: read, rowsWritten: written, hubCalls: hub } = meter;
    return Response.json({ trips, statements, read, written, hub, causes: causes.join(',') });
  },
} satisfies ExportedHandler<Env>;
