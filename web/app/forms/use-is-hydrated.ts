import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether scripts run yet. Until then a form must not be sent: the browser would do it, its own way. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
