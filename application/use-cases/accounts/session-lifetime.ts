const DAY_MS = 86_400_000;

/** A session ends a week after its last renewal. */
export const SESSION_LIFETIME_MS = 7 * DAY_MS;
/** While it is in use it is renewed once a day. */
export const RENEW_AFTER_MS = DAY_MS;
