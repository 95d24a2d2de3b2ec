import { useCallback, useSyncExternalStore } from 'react';

const STORAGE_KEY = 'carillon.kept-zones';
const MAX_PAIRS = 20;
const listeners = new Set<() => void>();

/**
 * Whether somebody on this device has said that Carillon is to keep its zone while the device is in another one. It is
 * asked once for each pair of zones: in a third place the question is another one.
 */
export function useKeptZone(device: string, settings: string): readonly [boolean, () => void] {
  const pair = `${device} ${settings}`;
  const isKept = useSyncExternalStore(
    subscribe,
    () => read().includes(pair),
    () => true,
  );
  const keep = useCallback(() => {
    try {
      localStorage.setItem(STORAGE_KEY, [...read().filter((each) => each !== pair), pair].slice(-MAX_PAIRS).join('\n'));
    } catch {
      // Storage is refused in some private windows; then it is asked again in the next one.
    }
    for (const listener of listeners) listener();
  }, [pair]);
  return [isKept, keep];
}

function read(): string[] {
  try {
    return (localStorage.getItem(STORAGE_KEY) ?? '').split('\n').filter((pair) => pair !== '');
  } catch {
    return [];
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
