import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../../clock.ts';
import type { EventSource, SourceRecord } from '../../../sources/event-source.ts';

/** Where in the log an event stands that was put aside. */
export interface LetterPlace {
  readonly sequence: number;
  /** The line of history it is of; null when nobody said so, and then that of now is meant. */
  readonly epoch: string | null;
}

const HeadersSchema = z.object({
  sequence: z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number),
  epoch: z.string(),
});
// To join a group takes a broker some seconds.
const QUIET_MS = 10_000;
const LOOK_EVERY_MS = 250;
const MAX_IN_FLIGHT = 100;

/** @returns null for what another role has put aside, and what never had a place: the log cannot be asked for it again */
export function placeOfLetter({ headers }: Pick<SourceRecord, 'headers'>): LetterPlace | null {
  if (headers.consumer !== undefined) return null;
  return HeadersSchema.safeParse(headers).data ?? null;
}

/** Reads everything in `dlq.task-events`, until nothing has come for ten seconds. Marks nothing as read. */
export async function readDeadLetters(
  source: EventSource,
  clock: Pick<Clock, 'monotonicMs' | 'wait'>,
  signal: AbortSignal,
): Promise<{ places: LetterPlace[]; others: number }> {
  const places: LetterPlace[] = [];
  let others = 0;
  let lastMs = clock.monotonicMs();
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const reading = source.run(
    {
      group: `carillon-replay-${randomUUID()}`,
      topics: ['dlq.task-events'],
      maxInFlight: MAX_IN_FLIGHT,
      order: 'none',
      handle: async (record) => {
        lastMs = clock.monotonicMs();
        const place = placeOfLetter(record);
        if (place) places.push(place);
        else others += 1;
        return 'done';
      },
    },
    either,
  );
  while (!signal.aborted && clock.monotonicMs() < lastMs + QUIET_MS) await clock.wait(LOOK_EVERY_MS, signal);
  ended.abort();
  await reading;
  return { places, others };
}
