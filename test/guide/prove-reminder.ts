import { wallClockAt } from '#core/recurrence/occurrences.ts';
import { planFirings } from '#core/reminder/plan-firings.ts';
import { FIRST_PREFERENCES } from '#core/settings/first-settings.ts';
import { endOfQuiet, QuietHoursSchema } from '#core/settings/quiet-hours.ts';
import type { Example, ExampleResult } from '#web/app/routes/guide/read-example.ts';
import { nthId } from '../ids.ts';
import { sampleTask } from '../sample-task.ts';
import { correctFacts, factsOf } from './facts.ts';
import { speak, understand } from './spoken-date.ts';

const MINUTES = { minute: 1, hour: 60, day: 24 * 60 };

/** `Due` (perhaps without a time), perhaps `Quiet hours`: when a reminder so long before it rings. */
export function proveReminder(example: Example): Example {
  const { get, has } = factsOf(example);
  const zone = get('Zone', 'Europe/Berlin');
  const due = understand(get('Due'));
  const [from, to] = has('Quiet hours') ? get('Quiet hours').split(' to ') : [];
  const quiet = has('Quiet hours') ? QuietHoursSchema.parse({ from, to }) : null;
  const settings = { zone, morning: FIRST_PREFERENCES.morning };
  return {
    facts: correctFacts(example, { Due: speak(due) }),
    results: example.results.map(({ given }): ExampleResult => {
      const id = nthId('reminder', 1);
      const when = { kind: 'before' as const, minutes: minutesOf(given ?? '') };
      const task = sampleTask({
        due: due.length > 10 ? { kind: 'floating', local: due } : { kind: 'date', date: due },
        reminders: [{ id, when, channels: ['in_app'], ringAt: null }],
      });
      const planned = planFirings(task, settings).get(id) ?? Number.NaN;
      const shifted = endOfQuiet(planned, quiet, zone);
      return {
        given,
        result: `rings ${speak(wallClockAt(shifted ?? planned, zone))}`,
        note: shifted === null ? null : 'it waits for the end of the quiet hours',
      };
    }),
  };
}

function minutesOf(words: string): number {
  if (words === 'when it is due') return 0;
  const [, count, unit] = /^(\d+) (minute|hour|day)s? before$/.exec(words) ?? [];
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') throw new Error(`“${words}” is no lead`);
  return Number(count) * MINUTES[unit];
}
