import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cronsDue, DAILY_CRON, untilNextMinute } from './cron-due.ts';

/** Fires one cron of a running instance, as the platform would, and says whether the Worker took it. */
export async function tickCron(origin: string, cron: string): Promise<boolean> {
  const url = `${origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(cron)}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

/** `wrangler dev` fires no cron by itself: this does, at every full minute, until the returned function is called. */
export function tickCrons(origin: string, state: string): () => void {
  const record = path.join(state, 'daily-cron-ran-at');
  let timer: NodeJS.Timeout;
  const tick = async () => {
    const now = Date.now();
    const ranAt = Number(await readFile(record, 'utf8').catch(() => ''));
    for (const cron of cronsDue(now, ranAt)) {
      const isTaken = await tickCron(origin, cron);
      // Recorded only once it was taken: a daily cron that failed comes again with the next minute.
      if (isTaken && cron === DAILY_CRON) {
        await mkdir(state, { recursive: true });
        await writeFile(record, String(now));
      }
    }
  };
  const next = () => {
    timer = setTimeout(() => {
      tick().then(next, next);
    }, untilNextMinute(Date.now()));
  };
  next();
  return () => clearTimeout(timer);
}
