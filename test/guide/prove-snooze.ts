import { slotEpochMs, wallClockAt } from '#core/recurrence/occurrences.ts';
import type { Snooze } from '#core/reminder/commands.ts';
import { snoozedUntil } from '#core/reminder/decide-snooze.ts';
import { FIRST_PREFERENCES } from '#core/settings/first-settings.ts';
import type { Example } from '#web/app/routes/guide/read-example.ts';
import { correctFacts, factsOf } from './facts.ts';
import { speak, understand } from './spoken-date.ts';

/** `Snoozed`: when it rings again. */
export function proveSnooze(example: Example): Example {
  const { get } = factsOf(example);
  const zone = get('Zone', 'Europe/Berlin');
  const settings = { zone, morning: FIRST_PREFERENCES.morning };
  const now = understand(get('Snoozed'));
  return {
    facts: correctFacts(example, { Snoozed: speak(now) }),
    results: example.results.map(({ given, note }) => {
      const until = snoozedUntil(snoozeOf(given ?? ''), settings, slotEpochMs(now, zone));
      return { given, result: `rings ${speak(wallClockAt(until, zone))}`, note };
    }),
  };
}

function snoozeOf(words: string): Snooze {
  if (words === 'until tomorrow morning') return { kind: 'morning' };
  const [, minutes] = /^for (\d+) minutes$/.exec(words) ?? [];
  if (minutes === undefined) throw new Error(`“${words}” is no snooze`);
  return { kind: 'minutes', minutes: Number(minutes) };
}
