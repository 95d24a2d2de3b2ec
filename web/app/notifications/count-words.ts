import { MAX_VIEW_COUNT } from '#core/query/overview.ts';

/** How much is unread, as a badge says it: `3`, `99+`; null when there is nothing. Counting stops at a hundred. */
export function countWords(unread: number): string | null {
  if (unread === 0) return null;
  return unread >= MAX_VIEW_COUNT ? `${MAX_VIEW_COUNT - 1}+` : String(unread);
}
