import { useMemo } from 'react';
import { useWorkspace } from '../shell/workspace.tsx';
import { timeZones } from '../tasks/time-zones.ts';
import type { RepeatClock } from './repeat-state.ts';

/** What the pickers of dates and repeats need to know of the person. */
export function useRepeatClock(): RepeatClock {
  const { overview, nowMs } = useWorkspace();
  const { zone, locale, weekStart } = overview.settings;
  return useMemo(() => ({ nowMs, zone, locale, weekStart, zones: timeZones() }), [nowMs, zone, locale, weekStart]);
}
