import { useCallback, useSyncExternalStore } from 'react';
import { parseTheme, THEME_STORAGE_KEY, type Theme } from './theme.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** The theme of this device and how to change it. Another window of the same browser follows on its next load. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore<Theme>(subscribe, readStored, () => 'system');
  const setTheme = useCallback((next: Theme) => {
    apply(next);
    store(next);
    for (const listener of listeners) listener();
  }, []);
  return [theme, setTheme];
}

// Storage is refused in some private windows; the theme then lasts as long as the page.
function readStored(): Theme {
  try {
    return parseTheme(localStorage.getItem(THEME_STORAGE_KEY));
  } catch {
    return 'system';
  }
}

function store(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(THEME_STORAGE_KEY);
    else localStorage.setItem(THEME_STORAGE_KEY, theme);
  } catch {
    // Nothing to do: the page itself already shows it.
  }
}
