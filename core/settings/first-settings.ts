import { SETTINGS_ID } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { PhraseChoices, Settings } from './settings.ts';

const MONDAY = 1;
const NO_CHOICES: PhraseChoices = {
  noon: null,
  afternoon: null,
  endOfDay: null,
  evening: null,
  night: null,
  dateOrder: null,
};

/** What a user has chosen who has not chosen yet. */
export const FIRST_PREFERENCES: Pick<
  Settings,
  'morning' | 'defaultLeadMinutes' | 'reminderChannels' | 'quietHours' | 'isTitleInPush' | keyof PhraseChoices
> = {
  morning: '09:00',
  defaultLeadMinutes: 30,
  reminderChannels: ['in_app', 'push'],
  quietHours: null,
  isTitleInPush: false,
  ...NO_CHOICES,
};

/** The settings of a new user. */
export function firstSettings({ zone, locale, now }: { zone: string; locale: string; now: Instant }): Settings {
  return {
    id: SETTINGS_ID,
    zone,
    locale,
    weekStart: MONDAY,
    keptTags: [],
    ...FIRST_PREFERENCES,
    version: 1,
    updatedAt: now,
  };
}
