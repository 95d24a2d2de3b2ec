import type { Trigger } from '#core/series/series.ts';

/** When the next one comes, to follow on “The next comes”. */
export function triggerWords(trigger: Trigger): string {
  if (trigger.kind === 'on_completion') {
    return trigger.anchor === 'due' ? 'when this one is done' : 'when this one is done, counted from that day';
  }
  const missed = {
    latest: 'of missed ones only the latest is made',
    all: 'missed ones are all made',
    none: 'missed ones are left out',
  };
  return `on its date, done or not; ${missed[trigger.missed]}`;
}
