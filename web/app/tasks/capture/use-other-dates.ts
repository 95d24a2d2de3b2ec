import { useEffect, useRef, useState } from 'react';
import { toInstant } from '#core/instant.ts';
import type { Capture, SuggestedDate } from '#core/language/capture.ts';
import { phraseSettings } from '#core/settings/phrase-settings.ts';
import { useWorkspace } from '../../shell/workspace.tsx';
import { mayHoldDate } from './may-hold-date.ts';

const PAUSE_MS = 250;
const NONE: readonly SuggestedDate[] = [];

/**
 * What another reader takes for a date in a text of which ours left something over. It is a library of its own, so it
 * comes when it is first needed and somebody stops typing; what it finds is only ever offered.
 *
 * @param own what was understood without it; undefined as long as nothing was
 */
export function useOtherDates(text: string, own: Capture | undefined): readonly SuggestedDate[] {
  const { overview, nowMs } = useWorkspace();
  const { settings } = overview;
  const [found, setFound] = useState({ text: '', dates: NONE });
  const context = useRef({ now: '', ...phraseSettings(settings) });
  context.current = { now: toInstant(nowMs), ...phraseSettings(settings) };
  const isWorth = own !== undefined && mayHoldDate(own, settings.locale);
  useEffect(() => {
    if (!isWorth) return;
    let isGone = false;
    const ask = async () => {
      const { chronoDates } = await import('#core/language/chrono-dates.ts');
      if (!isGone) setFound({ text, dates: chronoDates(text, context.current) });
    };
    // Without a network nothing is offered, and everything else works.
    const timer = setTimeout(() => void ask().catch(() => undefined), PAUSE_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [text, isWorth]);
  return isWorth && found.text === text ? found.dates : NONE;
}
