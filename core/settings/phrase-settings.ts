import type { CaptureContext } from '../language/capture.ts';
import type { Settings } from './settings.ts';

/** What of the settings every reader of phrases goes by: lines, queries, chat and tools. One phrase has one meaning. */
export function phraseSettings(settings: Settings): Pick<CaptureContext, 'zone' | 'locale' | 'dayparts' | 'dateOrder'> {
  const { zone, locale, morning, noon, afternoon, endOfDay, evening, night, dateOrder } = settings;
  return { zone, locale, dayparts: { morning, noon, afternoon, endOfDay, evening, night }, dateOrder };
}
