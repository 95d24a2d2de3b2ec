import { openDatabase } from '#application/db/database.ts';
import { readHubTurn } from '#application/db/queries/read-hub-turn.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { realEffects } from '#application/real-effects.ts';
import { runDueTimers } from '#application/use-cases/hub/run-due-timers.ts';
import { TIMER_HANDLERS } from '#application/use-cases/hub/timer-handlers.ts';
import { toInstant } from '#core/instant.ts';

/**
 * An alarm of a user's hub with no window open, at a moment of the bench's choosing, which says what it cost: nobody
 * asks an alarm for anything, so its bill can be read nowhere else. Runs in benches only.
 */
export default {
  async fetch(request: Request, env: { DB: D1Database }): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const userId = searchParams.get('user') ?? '';
    const nowMs = Number(searchParams.get('at'));
    const meter = newMeter();
    const db = openDatabase(env.DB, meter);
    const effects = { ...realEffects, now: () => toInstant(nowMs) };
    // Calls of the hub to itself are no requests; the alarm is one.
    const hub = { nudge: async () => undefined, closeSockets: async () => undefined, erase: async () => undefined };
    const log = { write: () => undefined };
    while (await runDueTimers({ db, effects, userId, hub, push: null }, TIMER_HANDLERS, log));
    await readHubTurn(db, { userId, since: null, credentials: [], nowMs });
    const causes = Object.entries(meter.writtenTo).flatMap(([table, rows]) => (rows === 0 ? [] : `${table}:${rows}`));
    const { trips, statements, rowsRead: read, rowsWritten: written } = meter;
    return Response.json({ trips, statements, read, written, hub: 1, causes: causes.join(',') });
  },
} satisfies ExportedHandler<{ DB: D1Database }>;
