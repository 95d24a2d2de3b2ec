import { useMemo } from 'react';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import type { ActivityContext } from './change-values.ts';

/** The words of this person: their zone, their language, their lists. */
export function useActivityContext(): ActivityContext {
  const { nowMs, lists, overview } = useWorkspace();
  const { zone, locale } = overview.settings;
  return useMemo(
    () => ({ nowMs, zone, locale, listNames: new Map(lists.map(({ id, name }) => [id, name])) }),
    [nowMs, zone, locale, lists],
  );
}
