import { rememberOwner } from './owner.ts';

/**
 * Sets a hub's alarm to the earliest timer, or removes it. An alarm that stands there already is left alone, which
 * saves a write a turn; one in the past is set again, because a past alarm that was lost never fires by itself.
 */
export async function armAlarm(ctx: DurableObjectState, atMs: number | null, nowMs: number): Promise<void> {
  const standing = await ctx.storage.getAlarm();
  if (atMs === null) {
    if (standing !== null) await ctx.storage.deleteAlarm();
    return;
  }
  rememberOwner(ctx);
  if (standing !== atMs || atMs <= nowMs) await ctx.storage.setAlarm(atMs);
}

/** Sees to it that the alarm goes off by then, for a hub that could not find out what its timers want. */
export async function armAlarmBy(ctx: DurableObjectState, atMs: number, nowMs: number): Promise<void> {
  const standing = await ctx.storage.getAlarm();
  const isEarlier = standing !== null && standing > nowMs && standing <= atMs;
  if (!isEarlier) await armAlarm(ctx, atMs, nowMs);
}
