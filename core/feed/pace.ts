const STEPS = 16;

/**
 * How many events the next page has, after a sink did not take one in the time it was given. The same page would be begun
 * anew for ever, and nothing behind it would ever arrive: each failure halves it.
 */
export function slowerPace(events: number): number {
  return Math.max(1, Math.floor(events / 2));
}

/**
 * The same after a page that was taken. A little more, up to `most`: by doubling it would be too large again at once, and
 * most of what is sent would be sent for nothing.
 */
export function fasterPace(events: number, most: number): number {
  return Math.min(most, events + Math.ceil(most / STEPS));
}
