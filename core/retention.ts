const DAY_MS = 86_400_000;

// How long things are kept. What it means to whoever looks below is part of the domain: undo says `gone`, readers `reset`.
export const KEEP_EVENTS_MS = 90 * DAY_MS;
export const KEEP_TRASH_MS = 90 * DAY_MS;
export const KEEP_FIRINGS_MS = 90 * DAY_MS;
export const KEEP_REQUEST_KEYS_MS = 30 * DAY_MS;
/** How long a silent reader of the feed keeps events from going that are older than all this. */
export const KEEP_FOR_SILENT_CONSUMERS_MS = 30 * DAY_MS;
/** Plans nobody applied; one that was applied answers a repeated call as long as its idempotency keys do. */
export const KEEP_PLANS_MS = DAY_MS;
