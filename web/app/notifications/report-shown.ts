import { sendRequest } from '../api/send-request.ts';

const MAX_IDS = 200;

/**
 * Says that these toasts stand before somebody's eyes, so that no push follows; only a visible window may say so. Tried
 * once: the push waits ten seconds and no longer, and one too many is better than none.
 */
export function reportShown(firingIds: readonly string[]): void {
  for (let from = 0; from < firingIds.length; from += MAX_IDS) {
    void sendRequest('POST', '/api/v1/notifications/shown', { firingIds: firingIds.slice(from, from + MAX_IDS) });
  }
}
