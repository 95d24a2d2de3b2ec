import { openDatabase } from '#application/db/database.ts';
import { readHubTurn } from '#application/db/queries/read-hub-turn.ts';
import { type Meter, newMeter } from '#application/db/strict-d1.ts';

/** What a hub reads when its open windows are to be told what was committed after a place in the log. */
export async function meterTell(request: Request, { DB }: Pick<Env, 'DB'>): Promise<Meter> {
  const { searchParams } = new URL(request.url);
  const meter = newMeter();
  const [userId, since] = [searchParams.get('user') ?? '', Number(searchParams.get('after'))];
  await readHubTurn(openDatabase(DB, meter), { userId, since, credentials: [], nowMs: Date.now() });
  return meter;
}
