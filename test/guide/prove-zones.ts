import { wallClockAt } from '#core/recurrence/occurrences.ts';
import { type Due, dueEpochMs } from '#core/task/due.ts';
import type { Example, ExampleResult } from '#web/app/routes/guide/read-example.ts';
import { correctFacts, factsOf } from './facts.ts';
import { speak, understand } from './spoken-date.ts';

/** `Due`, perhaps with `Zone`: when it is due for somebody who is in another zone by now. */
export function proveZones(example: Example): Example {
  const { get, has } = factsOf(example);
  const local = understand(get('Due'));
  const due: Due = has('Fixed to') ? { kind: 'fixed', local, zone: get('Fixed to') } : { kind: 'floating', local };
  return {
    facts: correctFacts(example, { Due: speak(local) }),
    results: example.results.map(({ given }): ExampleResult => {
      const zone = /^in (\S+)$/.exec(given ?? '')?.[1] ?? '';
      const epochMs = dueEpochMs(due, zone);
      return { given, result: speak(wallClockAt(epochMs, zone)), note: `${wallClockAt(epochMs, 'UTC').slice(11)} UTC` };
    }),
  };
}
