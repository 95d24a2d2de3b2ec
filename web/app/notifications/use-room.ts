import { useSyncExternalStore } from 'react';

const SMALL = '(width < 640px) or (height < 600px)';

/** How many reminders may stand on this screen at once. */
export function useRoom(): number {
  return useSyncExternalStore(
    subscribe,
    () => (window.matchMedia(SMALL).matches ? 1 : 3),
    () => 3,
  );
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(SMALL);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
