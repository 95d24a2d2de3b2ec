import { useEffect } from 'react';
import { type Location, useBlocker } from 'react-router';
import { useWorkspace } from './workspace.tsx';

/**
 * Without a network no other page can be loaded, and trying would trade the page one has for the browser's own error.
 * So the way there is closed, with a word why; opening a task that is on the page works as ever.
 */
export function useOfflineGuard(): void {
  const { toasts } = useWorkspace();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => !navigator.onLine && placeOf(currentLocation) !== placeOf(nextLocation),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    blocker.reset();
    toasts.add({ message: 'You are offline. Other pages open again when you are back.', tone: 'danger' });
  }, [blocker, toasts]);
}

/** An address without the open task. */
function placeOf({ pathname, search }: Location): string {
  const params = new URLSearchParams(search);
  params.delete('task');
  return `${pathname}?${params}`;
}
