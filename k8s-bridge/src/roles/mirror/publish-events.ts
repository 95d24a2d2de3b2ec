import { type Mirrored, placeOf, toRecords, toRefused } from '#core/feed/to-records.ts';
import { errorText, RecordsRefused } from '../../errors.ts';
import type { MirrorDeps } from './mirror-deps.ts';
import type { Session } from './session.ts';

/**
 * Publishes events of the feed in their order. What cannot be read goes to the dead letters in its place, and what the
 * sink refuses for good is found by sending one event at a time: neither stops the stream.
 */
export async function publishEvents(deps: MirrorDeps, session: Session, events: readonly unknown[]): Promise<void> {
  const mirrored = events.map(toRecords);
  try {
    await session.publish(mirrored.flatMap(({ records }) => records));
    for (const [index, each] of mirrored.entries()) noteDeadLetter(deps, events[index], each);
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error;
    for (const [index, each] of mirrored.entries()) await publishOne(deps, session, events[index], each);
  }
  deps.metrics.batchEvents.observe(events.length);
}

async function publishOne(deps: MirrorDeps, session: Session, raw: unknown, mirrored: Mirrored): Promise<void> {
  try {
    await session.publish(mirrored.records);
    noteDeadLetter(deps, raw, mirrored);
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error;
    const refused = toRefused(raw, errorText(error));
    await session.publish(refused.records);
    noteDeadLetter(deps, raw, refused);
  }
}

function noteDeadLetter({ log, metrics }: MirrorDeps, raw: unknown, { deadLetter }: Mirrored): void {
  if (deadLetter === null) return;
  const { id, sequence } = placeOf(raw);
  metrics.deadLetters.inc({ topic: 'dlq.task-events' });
  log.error({ event: 'mirror.dead_lettered', eventId: id, sequence, error: deadLetter });
}
