import { useCallback, useSyncExternalStore } from 'react';

const STORAGE_KEY = 'carillon.sidebar';
const listeners = new Set<() => void>();

/** Whether the sidebar is folded to a rail on this device. */
export function useSidebarSetting(): readonly [boolean, (isCollapsed: boolean) => void] {
  const isCollapsed = useSyncExternalStore(subscribe, read, () => false);
  const set = useCallback((next: boolean) => {
    try {
      localStorage.setItem(STORAGE_KEY, next ? 'rail' : 'full');
    } catch {
      // Storage is refused in some private windows; the setting then cannot be kept.
    }
    for (const listener of listeners) listener();
  }, []);
  return [isCollapsed, set];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'rail';
  } catch {
    return false;
  }
}
