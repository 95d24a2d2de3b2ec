import type { Actor } from '#core/log/actor.ts';

/** Who did what a timer does. */
export const SCHEDULE: Actor = { kind: 'system', client: 'schedule', conversation: null };
