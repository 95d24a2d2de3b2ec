import { useEffect, useRef } from 'react';
import { focusRow } from './list-keys.ts';

/** When the row with the focus leaves, the focus goes to the one that takes its place, and not to nowhere. */
export function useKeptFocus(ids: readonly string[]): void {
  const focused = useRef<{ id: string; index: number } | null>(null);
  const latest = useRef(ids);
  latest.current = ids;

  useEffect(() => {
    const onFocus = (event: FocusEvent) => {
      const row = event.target instanceof Element ? event.target.closest('[role="row"][data-task-id]') : null;
      const id = row?.getAttribute('data-task-id') ?? null;
      const index = id === null ? -1 : latest.current.indexOf(id);
      // A dialog that opens over the row keeps the place; anything else on the page gives it up.
      const isElsewhere =
        event.target instanceof Element && event.target.closest('[role="dialog"], [role="alertdialog"]') === null;
      if (id !== null && index >= 0) focused.current = { id, index };
      else if (isElsewhere) focused.current = null;
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);

  useEffect(() => {
    const was = focused.current;
    if (was === null || ids.includes(was.id)) return;
    const frame = requestAnimationFrame(() => {
      const next = ids[Math.min(was.index, ids.length - 1)];
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (next !== undefined && isLost) focusRow(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [ids]);
}
