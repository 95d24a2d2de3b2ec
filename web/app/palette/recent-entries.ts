const STORAGE_KEY = 'carillon.palette';
const MAX_RECENT = 5;

/** What was chosen lately on this device, the latest first. */
export function recentEntries(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MAX_RECENT) : [];
  } catch {
    // Storage is refused in some private windows, and what stands there may be anything.
    return [];
  }
}

export function keepRecent(id: string): void {
  try {
    const kept = [id, ...recentEntries().filter((each) => each !== id)].slice(0, MAX_RECENT);
    localStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
  } catch {
    // Then nothing is known the next time, and everything else works.
  }
}
