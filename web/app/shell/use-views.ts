import { useCallback, useMemo, useState } from 'react';
import type { SavedView } from '#core/view/view.ts';

/**
 * The saved views as they were loaded, with what became of them since: whoever goes to another page just then does not
 * load them anew.
 */
export function useViews(loaded: readonly SavedView[]) {
  const [known, setKnown] = useState<ReadonlyMap<string, SavedView>>(new Map());
  const learnView = useCallback((view: SavedView) => setKnown((before) => new Map(before).set(view.id, view)), []);
  const views = useMemo(() => shownViews(loaded, known), [loaded, known]);
  return { views, learnView };
}

/** Of each view the newest that is known; deleted ones not. In their order. */
export function shownViews(loaded: readonly SavedView[], known: ReadonlyMap<string, SavedView>): SavedView[] {
  const newest = new Map(loaded.map((view) => [view.id, view]));
  for (const view of known.values()) {
    if (view.version > (newest.get(view.id)?.version ?? 0)) newest.set(view.id, view);
  }
  return [...newest.values()]
    .filter(({ deletedAt }) => deletedAt === null)
    .sort((a, b) => (a.orderKey === b.orderKey ? (a.id < b.id ? -1 : 1) : a.orderKey < b.orderKey ? -1 : 1));
}
