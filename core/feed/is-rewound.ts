import { z } from 'zod';

/** The end of the log at one moment, as whoever watches for restores remembers it. */
export const LogHeadSchema = z.strictObject({
  epoch: z.string(),
  /** The highest seq ever given out on this line of history. It stays when the events themselves are removed. */
  top: z.int().nonnegative(),
  /** The newest event that was there; null while the log was empty. */
  last: z.strictObject({ seq: z.int().positive(), id: z.string() }).nullable(),
});
export type LogHead = z.infer<typeof LogHeadSchema>;

/** The log as it is now, with what stands where the newest event stood. */
export interface LogNow extends LogHead {
  /** The id at `last.seq` of the head that is remembered; null when nothing is there (pruned, or erased with an account). */
  idAtSeen: string | null;
}

/**
 * Whether the log was restored to an earlier point since it was last seen. Events go away without that: the oldest are
 * pruned, and an erased account takes its own. But what was given out stays given out, and no seq is ever another event's.
 *
 * Not seen by this: a restore after which the log grew beyond the old end, and then lost the event at the old end,
 * between two looks. They are a minute apart at most.
 *
 * @param seen what is remembered; null when nothing is, and then anything is believed
 */
export function isRewound(seen: LogHead | null, now: LogNow): boolean {
  if (seen === null) return false;
  if (now.epoch !== seen.epoch || now.top < seen.top) return true;
  return seen.last !== null && now.idAtSeen !== null && now.idAtSeen !== seen.last.id;
}

/** The later of two heads of one line of history. */
export function laterHead(a: LogHead, b: LogHead): LogHead {
  return b.top > a.top ? b : a;
}
