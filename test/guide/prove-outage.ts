import { toInstant } from '#core/instant.ts';
import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import { isMissed } from '#core/reminder/missed.ts';
import type { Example } from '#web/app/routes/guide/read-example.ts';
import { correctFacts, factsOf } from './facts.ts';
import { speak, understand } from './spoken-date.ts';

/** `Was to ring`, and when Carillon is back: whether it still rings. */
export function proveOutage(example: Example): Example {
  const { get } = factsOf(example);
  const planned = understand(get('Was to ring'));
  const atMs = (slot: string) => slotEpochMs(slot, 'Europe/Berlin');
  return {
    facts: correctFacts(example, { 'Was to ring': speak(planned) }),
    results: example.results.map(({ given, note }) => {
      const back = understand((given ?? '').replace(/^back on /, ''));
      const lateMs = atMs(back) - atMs(planned);
      const missed = isMissed({ scheduledAt: toInstant(atMs(planned)), firedAt: toInstant(atMs(back)) });
      const result = missed ? 'stands in the bell as missed' : `rings at once, ${howLong(lateMs)} late`;
      return { given: `back on ${speak(back)}`, result, note };
    }),
  };
}

function howLong(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 60) return `${minutes} minutes`;
  if (minutes < 48 * 60) return `${minutes / 60} hours`;
  return `${minutes / 60 / 24} days`;
}
