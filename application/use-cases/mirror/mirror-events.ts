import { placeOf, toRecords, toRefused } from '#core/feed/to-records.ts';
import { errorText } from '../../background-log.ts';
import { RecordsRefused } from '../../mirror-port.ts';
import type { MirrorDeps } from './mirror-deps.ts';
import type { MirrorSession } from './mirror-session.ts';

/**
 * Publishes events of the feed in their order. What cannot be read goes to the dead letters in its place. What the sink
 * refuses for good is found by halves, and put aside too: neither stops the stream.
 */
export async function mirrorEvents(
  deps: Pick<MirrorDeps, 'log'>,
  session: Pick<MirrorSession, 'publish'>,
  events: readonly unknown[],
): Promise<void> {
  const mirrored = events.map((raw) => ({ raw, ...toRecords(raw) }));
  try {
    await session.publish(mirrored.flatMap(({ records }) => records));
    for (const { raw, deadLetter } of mirrored) noteDeadLetter(deps, raw, deadLetter);
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error;
    const [only, ...others] = events;
    if (others.length > 0) {
      const half = Math.ceil(events.length / 2);
      await mirrorEvents(deps, session, events.slice(0, half));
      await mirrorEvents(deps, session, events.slice(half));
      return;
    }
    const refused = toRefused(only, errorText(error));
    await session.publish(refused.records);
    noteDeadLetter(deps, only, refused.deadLetter);
  }
}

function noteDeadLetter({ log }: Pick<MirrorDeps, 'log'>, raw: unknown, deadLetter: string | null): void {
  if (deadLetter === null) return;
  const { id, sequence } = placeOf(raw);
  log.write({ event: 'mirror.dead_lettered', eventId: id, sequence, error: deadLetter });
}
