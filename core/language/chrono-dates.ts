import { casual } from 'chrono-node/en';
import { toEpochMs } from '../instant.ts';
import { wallClockAt } from '../recurrence/occurrences.ts';
import type { Due } from '../task/due.ts';
import { wallClockToEpochMs } from '../time/local.ts';
import type { CaptureContext, SuggestedDate } from './capture.ts';

type Moment = ReturnType<typeof casual.parse>[number]['start'];

/** Longer lines are pasted text, and this reader's cost is not bounded by its length. */
const MAX_LENGTH = 500;

/**
 * What chrono takes for a date in an English line, as `suggested` of the capture parser: it reads what our grammar leaves
 * (`in a few days`, `mid june`), and takes names for dates as well. So it may only offer.
 *
 * It is a library of its own size: import this file when somebody stops typing, never with the page.
 */
export function chronoDates(text: string, { now, zone, locale }: CaptureContext): SuggestedDate[] {
  if (!/^en\b/i.test(locale) || text.length > MAX_LENGTH) return [];
  const instant = new Date(toEpochMs(now));
  const timezone = offsetMinutes(toEpochMs(now), zone);
  return casual
    .parse(text, { instant, timezone }, { forwardDate: true })
    .map(({ index, text: words, start }) => ({ start: index, end: index + words.length, due: dueOf(start) }));
}

/** How far the zone is ahead of UTC. Seconds, which no zone has today, are left out of both. */
function offsetMinutes(epochMs: number, zone: string): number {
  const local = wallClockAt(epochMs, zone);
  return Math.round((wallClockToEpochMs(local, 'UTC') - epochMs) / 60_000);
}

function dueOf(moment: Moment): Due {
  const part = (name: 'month' | 'day' | 'hour' | 'minute') => String(moment.get(name) ?? 0).padStart(2, '0');
  const date = `${String(moment.get('year') ?? 0).padStart(4, '0')}-${part('month')}-${part('day')}`;
  if (!moment.isCertain('hour')) return { kind: 'date', date };
  return { kind: 'floating', local: `${date}T${part('hour')}:${part('minute')}` };
}
