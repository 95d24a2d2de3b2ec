/**
 * Zone arithmetic of the simulation's own, on nothing but `Intl`: it shares no line with the program it judges.
 */
const QUARTER_MS = 15 * 60_000;
export const DAY_MS = 24 * 60 * 60_000;

interface Zone {
  format: Intl.DateTimeFormat;
  /** Clocks change at quarters of an hour, so an offset holds for a whole one. */
  offsets: Map<number, number>;
}
const zones = new Map<string, Zone>();

/** How far the clocks of a zone are ahead of UTC at an instant, in ms. */
export function offsetMs(zone: string, epochMs: number): number {
  let known = zones.get(zone);
  if (!known) {
    const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...fields });
    known = { format, offsets: new Map() };
    zones.set(zone, known);
  }
  const quarter = Math.floor(epochMs / QUARTER_MS);
  const cached = known.offsets.get(quarter);
  if (cached !== undefined) return cached;
  const startMs = quarter * QUARTER_MS;
  const parts: Record<string, number> = {};
  for (const { type, value } of known.format.formatToParts(startMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  const offset = Date.UTC(year, month - 1, day, hour, minute) - startMs;
  known.offsets.set(quarter, offset);
  return offset;
}

/** What the clock on the wall shows: `2026-11-21T15:00`. */
export function wallAt(epochMs: number, zone: string): string {
  return new Date(epochMs + offsetMs(zone, epochMs)).toISOString().slice(0, 16);
}

/** When the clock on the wall shows that: the first time, and after the gap when it never does. */
export function instantOf(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}:00Z`);
  const offsetBefore = offsetMs(zone, asUtc - DAY_MS);
  const candidates = [asUtc - offsetBefore, asUtc - offsetMs(zone, asUtc + DAY_MS)];
  const real = candidates.filter((at) => at + offsetMs(zone, at) === asUtc);
  return real.length === 0 ? asUtc - offsetBefore : Math.min(...real);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** When the quiet hours around an instant end; null when there are none. They go from one wall-clock time to the next other. */
export function quietUntil(epochMs: number, quiet: { from: string; to: string } | null, zone: string): number | null {
  if (quiet === null) return null;
  const today = wallAt(epochMs, zone).slice(0, 10);
  for (const day of [addDays(today, -1), today]) {
    const fromMs = instantOf(`${day}T${quiet.from}`, zone);
    const toMs = instantOf(`${quiet.to < quiet.from ? addDays(day, 1) : day}T${quiet.to}`, zone);
    if (fromMs <= epochMs && epochMs < toMs) return toMs;
  }
  return null;
}

/** The first change of a zone's clocks after an instant, within some days; null when there is none. */
export function clockChangeAfter(epochMs: number, days: number, zone: string): number | null {
  for (let day = 0; day < days; day += 1) {
    let low = Math.floor(epochMs / QUARTER_MS) * QUARTER_MS + day * DAY_MS;
    const before = offsetMs(zone, low);
    let high = low + DAY_MS;
    if (offsetMs(zone, high) === before) continue;
    while (high - low > QUARTER_MS) {
      const middle = low + Math.floor((high - low) / 2 / QUARTER_MS) * QUARTER_MS;
      if (offsetMs(zone, middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }
  return null;
}
