/**
 * What a hub is nudged about: `events` are for open devices alone, so a hub without any has nothing to do; `schedule`
 * means that timers may have changed too, so the alarm has to be looked at.
 */
export type News = 'events' | 'schedule';
