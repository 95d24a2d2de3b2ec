import type { Snooze } from '#core/reminder/commands.ts';
import { snoozedUntil } from '#core/reminder/decide-snooze.ts';
import type { Settings } from '#core/settings/settings.ts';
import { momentWords } from './moment-words.ts';

export interface SnoozeChoice {
  id: string;
  snooze: Snooze;
  /** `10 minutes, until 15:10`; `Tomorrow morning, 9:00`. */
  words: string;
}

const CHOICES: readonly { id: string; name: string; snooze: Snooze }[] = [
  { id: 'minutes', name: '10 minutes', snooze: { kind: 'minutes', minutes: 10 } },
  { id: 'hour', name: '1 hour', snooze: { kind: 'minutes', minutes: 60 } },
  { id: 'morning', name: 'Tomorrow morning', snooze: { kind: 'morning' } },
];

/** What a reminder is put off by most, each with when it would ring again. */
export function snoozeChoices(settings: Settings, nowMs: number): SnoozeChoice[] {
  return CHOICES.map(({ id, name, snooze }) => {
    const until = momentWords(snoozedUntil(snooze, settings, nowMs), { nowMs, ...settings });
    // The name says which day it is.
    const words = snooze.kind === 'morning' ? until.replace('tomorrow ', '') : `until ${until}`;
    return { id, snooze, words: `${name}, ${words}` };
  });
}
