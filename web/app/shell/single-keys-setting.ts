import { useCallback, useSyncExternalStore } from 'react';

const STORAGE_KEY = 'carillon.single-keys';
const listeners = new Set<() => void>();

/** Whether single-key shortcuts are off on this device (WCAG 2.1.4), and how to switch them. */
export function useSingleKeysSetting(): readonly [boolean, (areOff: boolean) => void] {
  const areOff = useSyncExternalStore(subscribe, read, () => false);
  const set = useCallback((next: boolean) => {
    try {
      if (next) localStorage.setItem(STORAGE_KEY, 'off');
      else localStorage.removeItem(STORAGE_KEY);
    } catch {
      // Storage is refused in some private windows; the setting then cannot be kept.
    }
    for (const listener of listeners) listener();
  }, []);
  return [areOff, set];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function read(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'off';
  } catch {
    return false;
  }
}
